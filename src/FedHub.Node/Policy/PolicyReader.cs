using System.Collections.Frozen;
using System.Globalization;
using FedHub.Cryptography.Match;
using FedHub.Node.Configuration;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>Reads policy files; the format is described in docs/policies.md and docs/policy.schema.json.</summary>
internal static class PolicyReader
{
    internal const string All = "all";
    internal const int MaxReviewHours = 24 * 30;
    internal const int MaxRules = 100;
    internal const long MinCeiling = 1024;
    internal const long MaxPerDay = 1_000_000_000;
    internal const int MaxTextLength = 200;

    private static readonly IReadOnlyList<string> _defaultGrounds =
    [
        "not permitted by national law",
        "would harm an ongoing investigation",
        "would endanger a person",
        "purpose or legal basis not sufficient",
        "record is being corrected",
    ];

    internal static CollectionPolicy ReadFile(string file, string text)
    {
        var policy = Read(file, text);
        return string.Equals(policy.Name + ".yaml", file, StringComparison.Ordinal)
            ? policy
            : throw new FedHubException(ErrorCode.InvalidInput, $"{file}: the file must bear the collection's name, {policy.Name}.yaml.");
    }

    internal static CollectionPolicy Read(string file, string text)
    {
        var root = YamlMapping.Parse(file, text);
        if (root.Text("version") is { Value: not "1" } version)
        {
            throw version.Wrong("expected version 1");
        }

        var name = root.Text("collection");
        var ceilings = ReadCeilings(root);
        var policy = new CollectionPolicy
        {
            Name = CollectionName.TryParse(name.Value, out var collection) ? collection : throw name.Wrong("expected a lower-case name of letters, digits and hyphens"),
            Ceilings = ceilings,
            Admissions = [.. Rules(root, "admit").Select(rule => ReadAdmission(rule, ceilings))],
            Disclosures = [.. Rules(root, "disclose").Select(ReadDisclosure)],
            Budgets = [.. Rules(root, "budgets").Select(rule => ReadBudget(rule, ceilings))],
        };
        root.RejectUnknownKeys();
        return policy;
    }

    private static FrozenDictionary<IdentifierClass, ulong> ReadCeilings(YamlMapping root)
    {
        var ceilings = new Dictionary<IdentifierClass, ulong>();
        foreach (var (key, value) in root.Mapping("classes").Entries)
        {
            if (!ceilings.TryAdd(ReadClass(key), ReadCeiling(value)))
            {
                throw key.Wrong("the class stands twice");
            }
        }

        return ceilings.Count > 0 ? ceilings.ToFrozenDictionary() : throw root.Wrong("`classes` names none");
    }

    private static IReadOnlyList<YamlMapping> Rules(YamlMapping root, string key)
    {
        var rules = root.Mappings(key);
        return rules.Count <= MaxRules ? rules : throw rules[MaxRules].Wrong($"`{key}` has more than {MaxRules} rules");
    }

    private static AdmissionRule ReadAdmission(YamlMapping rule, FrozenDictionary<IdentifierClass, ulong> ceilings)
    {
        var admission = new AdmissionRule(
            ReadSet(rule.OptionalTexts("members") ?? throw rule.Wrong("missing key `members`; write `all` for every member"), ReadMember),
            ReadSet(rule.OptionalTexts("agencies"), ReadAgency),
            ReadPurposes(rule) ?? throw rule.Wrong("name the `purposes`; there is no `all` here"),
            ReadClasses(rule, ceilings),
            rule.Place)
        {
            IsBulk = rule.Flag("bulk"),
        };
        rule.RejectUnknownKeys();
        return admission;
    }

    private static DisclosureRule ReadDisclosure(YamlMapping rule)
    {
        var disclosure = new DisclosureRule(
            ReadSet(rule.OptionalTexts("members"), ReadMember),
            ReadPurposes(rule),
            ReadSet(rule.OptionalTexts("categories"), text => RecordCategories.TryParse(text.Value, out var category) ? category : throw text.Wrong("unknown category; known are " + Words(RecordCategories.All.Select(RecordCategories.ToToken)))),
            ReadDecision(rule),
            rule.Place);
        rule.RejectUnknownKeys();
        return disclosure;
    }

    private static BudgetRule ReadBudget(YamlMapping rule, FrozenDictionary<IdentifierClass, ulong> ceilings)
    {
        var scope = rule.Text("scope");
        var perDay = rule.Text("perDay");
        var budget = new BudgetRule(
            ReadSet(rule.OptionalTexts("members"), ReadMember),
            ReadClasses(rule, ceilings),
            scope.Value switch
            {
                "investigator" => BudgetScope.Investigator,
                "agency" => BudgetScope.Agency,
                "member" => BudgetScope.Member,
                _ => throw scope.Wrong("unknown scope; known are investigator, agency, member"),
            },
            long.TryParse(perDay.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MaxPerDay
                ? number
                : throw perDay.Wrong("expected a whole number from 0 to 1000000000: elements a day, or parts a day for class name"),
            rule.Place);
        rule.RejectUnknownKeys();
        return budget;
    }

    private static DisclosureDecision ReadDecision(YamlMapping rule)
    {
        var outcomeText = rule.Text("outcome");
        var outcome = PolicyWords.TryParseOutcome(outcomeText.Value, out var known)
            ? known
            : throw outcomeText.Wrong("unknown outcome; known are " + Words(PolicyWords.Outcomes));
        var summary = rule.OptionalTexts("summary");
        var releases = outcome is DisclosureOutcome.Disclosed or DisclosureOutcome.UnderReview;
        if (summary is [var first, ..] && !releases)
        {
            throw first.Wrong("nothing is released with this outcome; remove `summary`");
        }

        var ground = ReadText(rule, "ground");
        if (outcome == DisclosureOutcome.Refused && ground is null)
        {
            throw rule.Wrong("a refusal needs a `ground`");
        }

        RejectOnOther(ground, outcome, DisclosureOutcome.Refused);
        RejectOnOther(rule.OptionalText("reviewHours"), outcome, DisclosureOutcome.UnderReview);
        RejectOnOther(rule.OptionalText("twoPersons"), outcome, DisclosureOutcome.UnderReview);
        RejectOnOther(rule.OptionalTexts("grounds")?[0], outcome, DisclosureOutcome.UnderReview);
        var hours = rule.Number("reviewHours", 1, MaxReviewHours, 24);
        return new DisclosureDecision(
            outcome,
            [.. (summary ?? []).Select(ReadReleasable).Distinct(StringComparer.Ordinal)],
            ReadText(rule, "desk")?.Value,
            ground?.Value,
            outcome == DisclosureOutcome.UnderReview ? TimeSpan.FromHours(hours) : null)
        {
            TwoPersons = rule.Flag("twoPersons"),
            Grounds = outcome == DisclosureOutcome.UnderReview ? [.. rule.OptionalTexts("grounds")?.Select(text => Checked(text).Value) ?? _defaultGrounds] : [],
        };
    }

    private static YamlText? ReadText(YamlMapping rule, string key) => rule.OptionalText(key) is { } text ? Checked(text) : null;

    private static YamlText Checked(YamlText text) => text.Value.Length is > 0 and <= MaxTextLength && !text.Value.Any(char.IsControl)
        ? text
        : throw text.Wrong("expected one line of 1 to 200 characters");

    private static void RejectOnOther(YamlText? text, DisclosureOutcome outcome, DisclosureOutcome only)
    {
        if (text is not null && outcome != only)
        {
            throw text.Wrong($"this has a meaning with `outcome: {PolicyWords.Of(only)}` only; remove it");
        }
    }

    private static FrozenSet<Purpose>? ReadPurposes(YamlMapping rule) => ReadSet(
        rule.OptionalTexts("purposes"),
        text => Tokens.TryParsePurpose(text.Value, out var purpose) ? purpose : throw text.Wrong("unknown purpose; known are " + Words(Tokens.AllPurposes)));

    private static FrozenSet<IdentifierClass>? ReadClasses(YamlMapping rule, FrozenDictionary<IdentifierClass, ulong> ceilings) => ReadSet(
        rule.OptionalTexts("classes"),
        text => ceilings.ContainsKey(ReadClass(text))
            ? ReadClass(text)
            : throw text.Wrong("the collection does not have this class; it has " + Words(ceilings.Keys.Order().Select(IdentifierClasses.ToToken))));

    /// <summary>Null means all; in a list, <c>all</c> may only stand alone.</summary>
    private static FrozenSet<T>? ReadSet<T>(IReadOnlyList<YamlText>? texts, Func<YamlText, T> read) =>
        texts is null or [{ Value: All }] ? null : texts.Select(read).ToFrozenSet();

    private static MemberId ReadMember(YamlText text) =>
        MemberId.TryParse(text.Value, out var member) ? member : throw text.Wrong("expected three upper-case letters, such as KAZ, or `all` alone");

    private static string ReadAgency(YamlText text) =>
        text.Value.Length is > 0 and <= 64 && !text.Value.Any(char.IsControl) ? text.Value : throw text.Wrong("expected an agency's name of 1 to 64 characters");

    private static IdentifierClass ReadClass(YamlText text) =>
        IdentifierClasses.TryParse(text.Value, out var identifierClass)
            ? identifierClass
            : throw text.Wrong("unknown class; known are " + Words(IdentifierClasses.All.Select(IdentifierClasses.ToToken)));

    private static ulong ReadCeiling(YamlText text) =>
        ulong.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var ceiling) && ceiling is >= (ulong)MinCeiling and <= int.MaxValue
            ? ceiling
            : throw text.Wrong("expected the most entries that the filter may hold, 1024 to 2147483647");

    private static string ReadReleasable(YamlText text) =>
        RecordSchema.IsReleasable(text.Value) ? text.Value : throw text.Wrong("no such field can be released; docs/import.md lists the fields");

    private static string Words(IEnumerable<string> words) => string.Join(", ", words);
}
