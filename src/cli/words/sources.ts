/** What `scan` and `collect` read, as their help says it. */
export const SOURCES =
  "aws, azure, or files and folders: snapshots, AWS Config deliveries and exports, Resource Graph and az exports";
