import type { ResourceDocument } from "../../src/model/resource.ts";
import { REGION, item } from "./direct-item.ts";
import { ACCOUNT } from "./sample-estate.ts";

/** Databases with the fields that rules read and that the sample estate has nothing of. */
export const DIRECT_DATABASES: readonly ResourceDocument[] = [
  item({
    type: "RDS::DBCluster",
    arn: "rds cluster:tides",
    resourceId: "cluster-TIDES",
    name: "tides",
    configuration: {
      dbclusterIdentifier: "tides",
      dbClusterResourceId: "cluster-TIDES",
      dbclusterParameterGroup: "tides-pg",
      engine: "aurora-postgresql",
      engineMode: "provisioned",
      autoMinorVersionUpgrade: false,
      backupRetentionPeriod: 7,
      deletionProtection: false,
      enabledCloudwatchLogsExports: ["postgresql"],
      iamdatabaseAuthenticationEnabled: true,
      multiAZ: true,
      storageEncrypted: true,
      availabilityZones: [`${REGION}a`],
      vpcSecurityGroups: [],
    },
  }),
  ...["neptune", "docdb"].map((engine) =>
    item({
      type: "RDS::DBCluster",
      arn: `rds cluster:${engine}-shoals`,
      resourceId: `cluster-${engine.toUpperCase()}`,
      name: `${engine}-shoals`,
      configuration: {
        dbclusterIdentifier: `${engine}-shoals`,
        dbClusterResourceId: `cluster-${engine.toUpperCase()}`,
        dbclusterParameterGroup: `${engine}-pg`,
        engine,
        engineVersion: engine === "neptune" ? "1.4.5.1" : "5.0.0",
        backupRetentionPeriod: 1,
        deletionProtection: false,
        enabledCloudwatchLogsExports: [],
        iamdatabaseAuthenticationEnabled: false,
        multiAZ: false,
        storageEncrypted: true,
        vpcSecurityGroups: [],
      },
    }),
  ),
  ...[["all"], []].map((attributeValues, index) =>
    item({
      type: "RDS::DBClusterSnapshot",
      arn: `rds cluster-snapshot:tides-${index}`,
      resourceId: `tides-${index}`,
      configuration: { dbclusterSnapshotIdentifier: `tides-${index}`, engine: "aurora", storageEncrypted: false },
      supplementary: { DBClusterSnapshotAttributes: [{ attributeName: "restore", attributeValues }] },
    }),
  ),
  item({
    type: "DynamoDB::Table",
    arn: "dynamodb table/tides",
    resourceId: "tides",
    configuration: {
      tableName: "tides",
      tableStatus: "ACTIVE",
      ssedescription: {
        status: "ENABLED",
        ssetype: "KMS",
        kmsmasterKeyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/0d2c2a25-2af8-4fde-a068-c7f65f6389f5`,
      },
    },
    supplementary: {
      ContinuousBackupsDescription: {
        continuousBackupsStatus: "ENABLED",
        pointInTimeRecoveryDescription: { pointInTimeRecoveryStatus: "ENABLED" },
      },
    },
  }),
  item({
    type: "RDS::DBInstance",
    arn: "rds db:tides-1",
    resourceId: "db-TIDES1",
    name: "tides-1",
    configuration: {
      dBInstanceIdentifier: "tides-1",
      dbiResourceId: "db-TIDES1",
      dBClusterIdentifier: "tides",
      readReplicaSourceDBInstanceIdentifier: "tides-0",
      engine: "aurora-postgresql",
      engineVersion: "16.4",
      autoMinorVersionUpgrade: true,
      backupRetentionPeriod: 7,
      dBSubnetGroup: { vpcId: "vpc-1", subnets: [{ subnetIdentifier: "subnet-1" }, { subnetIdentifier: "subnet-2" }] },
      multiAZ: false,
      publiclyAccessible: true,
      storageEncrypted: true,
      enabledCloudwatchLogsExports: [],
      vpcSecurityGroups: [],
    },
  }),
];
