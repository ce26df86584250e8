/** Examples, which stand first in each help, and what stands last. Within 80 columns. */

export const EXAMPLES = {
  demarc: `Examples:
  demarc demo
      what demarc says of a sample estate
  demarc scan export/
      judge an estate that was saved to files
  demarc scan aws --region eu-west-1
      judge what AWS Config records in a region
  demarc explain AWS::RDS::DBInstance
      who answers for what of a database
`,
  scan: `Examples:
  demarc scan aws --region eu-west-1 --region us-east-1
      judge an account, with the credentials that the AWS CLI would take
  demarc scan snapshot.json.gz
      judge one saved snapshot
  demarc scan aws/ azure/ --fail-on high
      judge two folders; only high and critical findings exit with 1
  demarc scan export/ --format text --format json=report.json
      read the report and keep one for machines
`,
  collect: `Examples:
  demarc collect aws --region eu-west-1 -o today.ndjson.gz
      save what AWS Config records in a region, to be judged later
  demarc collect aws --profile audit --type AWS::S3::Bucket -o buckets.ndjson
      save only what the rules on one type need
`,
  demo: `Examples:
  demarc demo
      the sample estate, on one screen
  demarc demo --format json --include all
      every pair of rule and resource, for machines
`,
  rules: `Examples:
  demarc rules list --severity high
      the rules that matter most
  demarc rules test my-rules/
      run the examples of people's own rules
`,
  explain: `Examples:
  demarc explain aws-ec2-security-group-ssh-closed-to-world
      all that a rule says
  demarc explain microsoft.storage/storageaccounts
      who answers for what of a type
`,
  check: `Examples:
  demarc check my-rules/bucket-tagged.yaml
      file, line and column of each mistake, and how to mend it
`,
  new: `Examples:
  demarc new rule aws-s3-bucket-tagged --type AWS::S3::Bucket
      a rule file to begin with
  demarc new rule aws-s3-bucket-tagged --from bucket.json
      the same, with the fields of a saved resource to choose from
`,
} as const;

export const EXIT_CODES = `
Exit codes:
  0  nothing open at or above --fail-on, and nothing unread that could hide it
  1  open findings at or above --fail-on
  2  a mistake in the command line, a file or a rule: nothing was judged
  3  incomplete: what matters could not be read, or nothing was looked at
`;
