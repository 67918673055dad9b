using FedHub.Cryptography.Match;

namespace FedHub.Node.Policy;

/// <summary>Members, or agencies, whom the rules of some policies do not tell apart, with one to stand for all of them.</summary>
/// <param name="Names">Those that the policies name; empty for "every other".</param>
/// <param name="Representative">One of them.</param>
internal sealed record PolicyParties<T>(IReadOnlyList<T> Names, T Representative)
{
    /// <summary>Whether these are all that no rule names.</summary>
    public bool IsEveryOther => Names.Count == 0;
}

/// <summary>Groups members and agencies by the rules that name them: what holds for one of a group holds for all.</summary>
internal static class PolicyParties
{
    // An agency is one line of text, so nobody has this name.
    private const string NoAgency = "\n";

    /// <summary>The members named in the policies, grouped, and last all others.</summary>
    public static IReadOnlyList<PolicyParties<MemberId>> Members(params IReadOnlyList<PolicySet> policies)
    {
        var sets = policies.SelectMany(set => set.Collections).SelectMany(policy =>
            policy.Admissions.Select(rule => rule.Members).Concat(policy.Disclosures.Select(rule => rule.Members)).Concat(policy.Budgets.Select(rule => rule.Members))).ToList();
        var named = sets.SelectMany(set => set ?? []).ToHashSet();
        return Group(named.Order(), member => string.Concat(sets.Select(set => set?.Contains(member) ?? true ? '1' : '0')), Unnamed(named));
    }

    /// <summary>The agencies named in the policies, grouped, and last all others.</summary>
    public static IReadOnlyList<PolicyParties<string>> Agencies(params IReadOnlyList<PolicySet> policies)
    {
        var sets = policies.SelectMany(set => set.Collections).SelectMany(policy => policy.Admissions.Select(rule => rule.Agencies)).ToList();
        var named = sets.SelectMany(set => set ?? []).ToHashSet(StringComparer.Ordinal);
        return Group(named.Order(StringComparer.Ordinal), agency => string.Concat(sets.Select(set => set?.Contains(agency) ?? true ? '1' : '0')), NoAgency);
    }

    private static List<PolicyParties<T>> Group<T>(IEnumerable<T> named, Func<T, string> signature, T other)
    {
        var groups = named.GroupBy(signature, StringComparer.Ordinal).Select(group => new PolicyParties<T>([.. group], group.First())).ToList();
        groups.Add(new PolicyParties<T>([], other));
        return groups;
    }

    private static MemberId Unnamed(HashSet<MemberId> named)
    {
        // At most a few hundred are named and there are 17,576 codes.
        for (var number = 0; ; number++)
        {
            var code = new string([(char)('Z' - (number / 676 % 26)), (char)('Z' - (number / 26 % 26)), (char)('Z' - (number % 26))]);
            if (MemberId.TryParse(code, out var member) && !named.Contains(member))
            {
                return member;
            }
        }
    }
}
