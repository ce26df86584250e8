import { type Command, Option } from "commander";
import { ARTIFACTS } from "../../model/attestation.ts";
import type {
  NewAttestationArguments,
  NewConfigArguments,
  NewExemptionArguments,
  NewNoteArguments,
  NewRuleArguments,
} from "../../commands/arguments/new-arguments.ts";
import { EXEMPTION_KINDS } from "../../model/exemption.ts";
import type { Commands } from "../commands.ts";
import { addExamples } from "../examples.ts";
import { SEVERITIES } from "../../model/words.ts";
import { anyText, oneOf, repeated } from "../option-values.ts";
import { ownRulesOption } from "../options.ts";
import type { Start, Values } from "../start.ts";

const EXAMPLES = `Examples:
  demarc new rule aws-s3-bucket-tagged --type AWS::S3::Bucket
      a rule file to start from
  demarc new rule aws-s3-bucket-tagged --from bucket.json
      the same, with the fields of a saved resource to choose from
  demarc new exemption --from 69a26bd1 --run run.gz --reason "…" --approved-by ciso --until 2027-03-31
      accept one finding until that day
  demarc new attestation aws-soc2-2026h1 --party aws --artifact soc2-type2 --start 2026-01-01 --end 2026-06-30
      evidence for half a year, to be signed by its reviewer
  demarc new note --from aws-account-root-mfa-enabled --note "…" --by "A. Assessor"
      words of your own beside the findings of a rule
  demarc new config --file demarc.yaml
      the options of scan that a team keeps with its code
`;

type AttestationValues = Pick<Values, "color"> &
  Omit<NewAttestationArguments, "id" | "answers"> &
  Partial<Pick<NewAttestationArguments, "answers">>;
type ExemptionValues = Pick<Values, "color"> & Omit<NewExemptionArguments, "runFile"> & { readonly run: string };

type NoteValues = Pick<Values, "color"> &
  Omit<NewNoteArguments, "about" | "runFile" | "rules"> & {
    readonly from: string;
    readonly run?: string;
    readonly rules?: readonly string[];
  };

export function addNew(program: Command, commands: Commands, start: Start): void {
  const group = program.command("new").description("create files to start from");
  group
    .command("rule")
    .description("a rule that loads and whose examples pass; you fill in the words")
    .argument("<id>", "<provider>-<service>-<wanted state>, e.g. aws-s3-bucket-tagged")
    .addOption(new Option("--type <type>", "the resource type it judges, e.g. AWS::S3::Bucket"))
    .addOption(new Option("--path <path>", "the field it asks about, or a tag: tags.team"))
    .addOption(new Option("--from <file>", "a saved resource, whose type and fields are offered"))
    .addOption(new Option("--folder <folder>", "file it below this folder the way the shipped rules are filed"))
    .addOption(new Option("--no-color", "no colour"))
    .action(async (id: string, { color, ...values }: Values & Omit<NewRuleArguments, "id">) => {
      const { type, path, from, folder } = values;
      const chosen = { ...(type && { type }), ...(path && { path }), ...(from && { from }), ...(folder && { folder }) };
      await start(commands.newRule, { id, ...chosen }, color);
    });
  group
    .command("attestation")
    .description("evidence for what no API shows, to be signed by its reviewer")
    .argument("<id>", "e.g. aws-soc2-2026h1")
    .addOption(new Option("--party <party>", "a party of owners.yaml, or a provider: aws, azure").makeOptionMandatory())
    .addOption(new Option("--artifact <kind>", ARTIFACTS.join(", ")).argParser(oneOf(ARTIFACTS)).makeOptionMandatory())
    .addOption(new Option("--start <day>", "first day of its period, 2026-01-31").makeOptionMandatory())
    .addOption(new Option("--end <day>", "last day of its period").makeOptionMandatory())
    .addOption(new Option("--answers <rule>", "manual rule that it answers; repeatable").argParser(repeated(anyText)))
    .addOption(new Option("--file <file>", "where to add it").default("attestations.yaml"))
    .addOption(new Option("--no-color", "no colour"))
    .action(async (id: string, { color, answers = [], ...values }: AttestationValues) => {
      const { party, artifact, start: first, end, file } = values;
      await start(commands.newAttestation, { id, party, artifact, start: first, end, file, answers }, color);
    });
  group
    .command("config")
    .description("a demarc.yaml that explains what it can hold")
    .addOption(new Option("--file <file>", "where to write it").default("demarc.yaml"))
    .addOption(new Option("--no-color", "no colour"))
    .action(async ({ file, color }: Pick<Values, "color"> & NewConfigArguments) =>
      start(commands.newConfig, { file }, color),
    );
  group
    .command("exemption")
    .description("accept or dispute one finding, for the facts it has now")
    .addOption(
      new Option("--from <finding>", "its fingerprint or the beginning of it, or its rule").makeOptionMandatory(),
    )
    .addOption(new Option("--run <file>", "saved run that it is in").makeOptionMandatory())
    .addOption(new Option("--reason <text>", "why this may be so; asked for on a terminal"))
    .addOption(new Option("--approved-by <who>", "who answers for it; asked for on a terminal"))
    .addOption(new Option("--until <day>", "last day on which it holds; asked for on a terminal"))
    .addOption(
      new Option("--kind <kind>", EXEMPTION_KINDS.join(", "))
        .argParser(oneOf(EXEMPTION_KINDS))
        .default("accepted_risk"),
    )
    .addOption(new Option("--file <file>", "exemptions.yaml to add to").default("exemptions.yaml"))
    .addOption(new Option("--no-color", "no colour"))
    .action(async ({ from, run, reason, approvedBy, until, kind, file, color }: ExemptionValues) => {
      const said = { ...(reason && { reason }), ...(approvedBy && { approvedBy }), ...(until && { until }) };
      await start(commands.newExemption, { from, runFile: run, ...said, kind, file }, color);
    });
  group
    .command("note")
    .description("the assessor's words on a rule or on one finding, for the report")
    .addOption(
      new Option("--from <rule>", "the rule, or with --run the beginning of a fingerprint").makeOptionMandatory(),
    )
    .addOption(new Option("--run <file>", "saved run that the finding is in"))
    .addOption(new Option("--note <text>", "the words; asked for on a terminal").argParser(anyText))
    .addOption(new Option("--by <who>", "who wrote them").argParser(anyText))
    .addOption(new Option("--severity <severity>", "the assessor's own rating").argParser(oneOf(SEVERITIES)))
    .addOption(new Option("--reason <text>", "why the rule's own rating does not fit here").argParser(anyText))
    .addOption(new Option("--file <file>", "notes.yaml to add to").default("notes.yaml"))
    .addOption(ownRulesOption())
    .addOption(new Option("--no-color", "no colour"))
    .action(async ({ from: about, run, color, ...values }: NoteValues) => {
      const { note, by, severity, reason, file, rules = [] } = values;
      const said = {
        ...(note && { note }),
        ...(by && { by }),
        ...(severity && { severity }),
        ...(reason && { reason }),
      };
      await start(commands.newNote, { about, ...(run && { runFile: run }), ...said, file, rules }, color);
    });
  addExamples(group, EXAMPLES);
}
