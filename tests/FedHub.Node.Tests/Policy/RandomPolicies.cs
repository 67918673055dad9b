using System.Text;
using FedHub.Cryptography.Match;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Policy;

/// <summary>Policies of few members, agencies and rules, so that all that can be asked can be asked.</summary>
internal static class RandomPolicies
{
    private static readonly string[] _members = ["UZB", "KGZ", "TJK"];
    private static readonly string[] _agencies = ["police", "customs"];

    public static string Write(Random random)
    {
        var text = new StringBuilder("version: 1\ncollection: persons\nclasses:\n  document: 5000\n  name: 6000\nadmit:\n");
        for (var rule = random.Next(3); rule >= 0; rule--)
        {
            text.Append("  - members: ").Append(Some(random, _members)).Append('\n')
                .Append("    agencies: ").Append(Some(random, _agencies)).Append('\n')
                .Append("    purposes: ").Append(Some(random, [.. Tokens.AllPurposes], orAll: false)).Append('\n')
                .Append("    classes: ").Append(Some(random, ["document", "name"])).Append('\n');
        }

        text.Append("disclose:\n");
        for (var rule = random.Next(3); rule >= 0; rule--)
        {
            text.Append("  - members: ").Append(Some(random, _members)).Append('\n')
                .Append("    purposes: ").Append(Some(random, [.. Tokens.AllPurposes])).Append('\n')
                .Append("    categories: ").Append(Some(random, [.. RecordCategories.All.Select(RecordCategories.ToToken)])).Append('\n')
                .Append("    outcome: ").Append(random.Next(2) == 0 ? "disclosed" : "referred").Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Whether the second admits anything that the first does not.</summary>
    public static bool AdmitsMore(PolicySet first, PolicySet second) =>
        (from member in _members.Append("AFG").Select(MemberId.Parse)
         from agency in _agencies.Append("other")
         from purpose in Enum.GetValues<Purpose>()
         from identifierClass in (IdentifierClass[])[IdentifierClass.Document, IdentifierClass.Name]
         select (member, agency, purpose, identifierClass)).Any(cell =>
            Admits(second, cell.member, cell.agency, cell.purpose, cell.identifierClass) && !Admits(first, cell.member, cell.agency, cell.purpose, cell.identifierClass));

    private static bool Admits(PolicySet set, MemberId member, string agency, Purpose purpose, IdentifierClass identifierClass) =>
        set.AdmitsQuery(CollectionName.Parse("persons"), member, agency, purpose, identifierClass, isBulk: false);

    private static string Some(Random random, string[] words, bool orAll = true)
    {
        if (orAll && random.Next(3) == 0)
        {
            return "all";
        }

        var some = words.Where(_ => random.Next(2) == 0).ToList();
        return $"[{string.Join(", ", some.Count > 0 ? some : [words[0]])}]";
    }
}
