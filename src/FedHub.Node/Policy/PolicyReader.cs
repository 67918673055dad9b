using System.Collections.Frozen;
using System.Globalization;
using FedHub.Cryptography.Match;
using FedHub.Node.Configuration;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>Reads policy files; the format is described in docs/policies.md.</summary>
internal static class PolicyReader
{
    private const string All = "all";
    private const int MaxReviewHours = 24 * 30;

    internal static CollectionPolicy ReadFile(string path, string text)
    {
        var policy = Read(Path.GetFileName(path), text);
        return string.Equals(policy.Name + ".yaml", Path.GetFileName(path), StringComparison.Ordinal)
            ? policy
            : throw new FedHubException(ErrorCode.InvalidInput, $"{Path.GetFileName(path)}: the file must bear the collection's name, {policy.Name}.yaml.");
    }

    internal static CollectionPolicy Read(string file, string text)
    {
        var root = YamlMapping.Parse(file, text);
        if (root.Text("version") is { Value: not "1" } version)
        {
            throw version.Wrong("expected version 1");
        }

        var name = root.Text("collection");
        var ceilings = root.Mapping("classes").Entries.ToFrozenDictionary(entry => ReadClass(entry.Key), entry => ReadCeiling(entry.Value));
        var policy = new CollectionPolicy
        {
            Name = CollectionName.TryParse(name.Value, out var collection) ? collection : throw name.Wrong("expected a lower-case name of letters, digits and hyphens"),
            Ceilings = ceilings.Count > 0 ? ceilings : throw root.Wrong("`classes` names none"),
            Admissions = [.. root.Mappings("admit").Select(rule => ReadAdmission(rule, ceilings))],
            Disclosures = [.. root.Mappings("disclose").Select(ReadDisclosure)],
        };
        root.RejectUnknownKeys();
        return policy;
    }

    private static AdmissionRule ReadAdmission(YamlMapping rule, FrozenDictionary<IdentifierClass, ulong> ceilings)
    {
        var admission = new AdmissionRule(
            ReadSet(rule.OptionalTexts("members") ?? throw rule.Wrong("missing key `members`; write `all` for every member"), ReadMember),
            ReadSet(rule.OptionalTexts("agencies"), text => text.Value),
            ReadPurposes(rule) ?? throw rule.Wrong("name the `purposes`; there is no `all` here"),
            ReadSet(rule.OptionalTexts("classes"), text => ceilings.ContainsKey(ReadClass(text)) ? ReadClass(text) : throw text.Wrong("the collection does not have this class")));
        rule.RejectUnknownKeys();
        return admission;
    }

    private static DisclosureRule ReadDisclosure(YamlMapping rule)
    {
        var disclosure = new DisclosureRule(
            ReadSet(rule.OptionalTexts("members"), ReadMember),
            ReadPurposes(rule),
            ReadSet(rule.OptionalTexts("categories"), text => RecordCategories.TryParse(text.Value, out var category) ? category : throw text.Wrong("unknown category; known are " + Words(RecordCategories.All.Select(RecordCategories.ToToken)))),
            ReadDecision(rule));
        rule.RejectUnknownKeys();
        return disclosure;
    }

    private static DisclosureDecision ReadDecision(YamlMapping rule)
    {
        var outcomeText = rule.Text("outcome");
        var outcome = outcomeText.Value switch
        {
            "disclosed" => DisclosureOutcome.Disclosed,
            "referred" => DisclosureOutcome.Referred,
            "under-review" => DisclosureOutcome.UnderReview,
            "refused" => DisclosureOutcome.Refused,
            _ => throw outcomeText.Wrong("unknown outcome; known are disclosed, referred, under-review, refused"),
        };
        var summary = rule.OptionalTexts("summary");
        var releases = outcome is DisclosureOutcome.Disclosed or DisclosureOutcome.UnderReview;
        if (summary is [var first, ..] && !releases)
        {
            throw first.Wrong("nothing is released with this outcome; remove `summary`");
        }

        var ground = rule.OptionalText("ground");
        if (outcome == DisclosureOutcome.Refused && ground is null)
        {
            throw rule.Wrong("a refusal needs a `ground`");
        }

        var hours = rule.Number("reviewHours", 1, MaxReviewHours, 24);
        return new DisclosureDecision(
            outcome,
            [.. (summary ?? []).Select(ReadReleasable)],
            rule.OptionalText("desk")?.Value,
            outcome == DisclosureOutcome.Refused ? ground!.Value : null,
            outcome == DisclosureOutcome.UnderReview ? TimeSpan.FromHours(hours) : null);
    }

    private static FrozenSet<Purpose>? ReadPurposes(YamlMapping rule) => ReadSet(
        rule.OptionalTexts("purposes"),
        text => Tokens.TryParsePurpose(text.Value, out var purpose) ? purpose : throw text.Wrong("unknown purpose; known are " + Words(Tokens.AllPurposes)));

    /// <summary>Null means all; in a list, <c>all</c> may only stand alone.</summary>
    private static FrozenSet<T>? ReadSet<T>(IReadOnlyList<YamlText>? texts, Func<YamlText, T> read) =>
        texts is null or [{ Value: All }] ? null : texts.Select(read).ToFrozenSet();

    private static MemberId ReadMember(YamlText text) =>
        MemberId.TryParse(text.Value, out var member) ? member : throw text.Wrong("expected three upper-case letters, such as KAZ, or `all` alone");

    private static IdentifierClass ReadClass(YamlText text) =>
        IdentifierClasses.TryParse(text.Value, out var identifierClass)
            ? identifierClass
            : throw text.Wrong("unknown class; known are " + Words(IdentifierClasses.All.Select(IdentifierClasses.ToToken)));

    private static ulong ReadCeiling(YamlText text) =>
        ulong.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var ceiling) && ceiling is >= 1024 and <= int.MaxValue
            ? ceiling
            : throw text.Wrong("expected the most entries that the filter may hold, 1024 to 2147483647");

    private static string ReadReleasable(YamlText text) =>
        RecordSchema.IsReleasable(text.Value) ? text.Value : throw text.Wrong("no such field can be released; docs/import.md lists the fields");

    private static string Words(IEnumerable<string> words) => string.Join(", ", words);
}
