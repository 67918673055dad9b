using FedHub.Cryptography.Match;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>
/// What two sets of policies say differently, found by asking both of them everything that either tells apart; so it finds what a rule does
/// and not how it is written.
/// </summary>
public sealed class PolicyDiff
{
    private static readonly RecordCategory[] _protected =
        [RecordCategory.Victim, RecordCategory.PresumedVictim, RecordCategory.Witness, RecordCategory.MissingPerson];

    private readonly PolicySet _old;
    private readonly PolicySet _new;
    private readonly IReadOnlyList<PolicyParties<MemberId>> _members;
    private readonly IReadOnlyList<PolicyParties<string>> _agencies;

    private PolicyDiff(PolicySet old, PolicySet next)
    {
        _old = old;
        _new = next;
        _members = PolicyParties.Members(old, next);
        _agencies = PolicyParties.Agencies(old, next);
    }

    /// <summary>All differences, by collection; none when the two do the same.</summary>
    public static IReadOnlyList<PolicyChange> Compare(PolicySet old, PolicySet next)
    {
        var diff = new PolicyDiff(old, next);
        var collections = old.Collections.Concat(next.Collections).Select(policy => policy.Name).Distinct().OrderBy(name => name.ToString(), StringComparer.Ordinal);
        return [.. collections.SelectMany(diff.Compare)];
    }

    private IEnumerable<PolicyChange> Compare(CollectionName collection) =>
        CompareAdmissions(collection, _old, _new, PolicyChangeKind.Widened, isBulk: false)
            .Concat(CompareAdmissions(collection, _old, _new, PolicyChangeKind.Widened, isBulk: true))
            .Concat(CompareAdmissions(collection, _new, _old, PolicyChangeKind.Narrowed, isBulk: false))
            .Concat(CompareAdmissions(collection, _new, _old, PolicyChangeKind.Narrowed, isBulk: true))
            .Concat(CompareDisclosures(collection))
            .Concat(CompareBudgets(collection))
            .Concat(CompareCeilings(collection));

    /// <summary>What <paramref name="with"/> admits and <paramref name="without"/> does not.</summary>
    private IEnumerable<PolicyChange> CompareAdmissions(CollectionName collection, PolicySet without, PolicySet with, PolicyChangeKind kind, bool isBulk)
    {
        var classes = with.Find(collection)?.Ceilings.Keys.Order().ToList() ?? [];
        var verb = (kind == PolicyChangeKind.Widened ? "may now " : "may no longer ") + (isBulk ? "screen in bulk by" : "ask for");
        var gained = from members in _members
                     from agencies in _agencies
                     let cells = (from purpose in Enum.GetValues<Purpose>()
                                  let admitted = classes.Where(identifierClass =>
                                      with.AdmitsQuery(collection, members.Representative, agencies.Representative, purpose, identifierClass, isBulk)
                                      && !without.AdmitsQuery(collection, members.Representative, agencies.Representative, purpose, identifierClass, isBulk)).ToList()
                                  where admitted.Count > 0
                                  group purpose by string.Join(", ", admitted.Select(IdentifierClasses.ToToken)) into sameClasses
                                  select (Classes: sameClasses.Key, Purposes: sameClasses.ToList())).ToList()
                     from cell in cells
                     select (Members: members, Agencies: agencies, Text: $"{verb} {cell.Classes} for {Words(cell.Purposes)}", cell.Purposes);
        return from cell in gained
               group cell by cell.Text into same
               from who in Subjects([.. same.Select(cell => (cell.Members, cell.Agencies))])
               select new PolicyChange(
                   collection, kind, $"{who} {same.Key}",
                   same.Any(cell => cell.Purposes.Any(purpose => _protected.Any(category =>
                       with.DecideDisclosure(collection, cell.Members.Representative, purpose, category).Outcome != DisclosureOutcome.Refused))));
    }

    /// <summary>What those who may ask in the end are told otherwise than before.</summary>
    private IEnumerable<PolicyChange> CompareDisclosures(CollectionName collection)
    {
        var changes = from members in _members
                      from purpose in Enum.GetValues<Purpose>()
                      where MayAsk(_new, collection, members.Representative, purpose)
                      from category in RecordCategories.All
                      let before = MayAsk(_old, collection, members.Representative, purpose)
                          ? _old.DecideDisclosure(collection, members.Representative, purpose, category)
                          : null
                      let after = _new.DecideDisclosure(collection, members.Representative, purpose, category)
                      let kind = PolicyWidth.Compare(before, after)
                      where kind is not null
                      let was = before is null ? "" : $", before: {PolicyWords.Describe(before)}"
                      select (Members: members, Purpose: purpose, Category: category, Kind: kind.Value, Text: $"{PolicyWords.Describe(after)}{was}");

        // Purposes that share their categories, and members that share those, become one sentence.
        return from change in changes
               group change by (change.Text, change.Kind) into same
               from sentence in same
                   .GroupBy(change => change.Members)
                   .SelectMany(byMember => byMember
                       .GroupBy(change => change.Purpose)
                       .GroupBy(byPurpose => string.Join(", ", byPurpose.Select(change => change.Category.ToToken())), StringComparer.Ordinal)
                       .Select(byCategories => (
                           Members: byMember.Key,
                           Text: $"asking for {Words([.. byCategories.Select(byPurpose => byPurpose.Key)])} is told of {byCategories.Key}: {same.Key.Text}",
                           Victims: byCategories.First().Any(change => _protected.Contains(change.Category)))))
                   .GroupBy(part => part.Text, StringComparer.Ordinal)
               select new PolicyChange(
                   collection, same.Key.Kind, $"{Name([.. sentence.Select(part => part.Members)], _members, "member")} {sentence.Key}", sentence.Any(part => part.Victims));
    }

    private IEnumerable<PolicyChange> CompareBudgets(CollectionName collection)
    {
        var classes = _new.Find(collection)?.Ceilings.Keys.Order().ToList() ?? [];
        var changes = from members in _members
                      from scope in (BudgetScope[])[BudgetScope.Investigator, BudgetScope.Agency, BudgetScope.Member]
                      from identifierClass in classes
                      let before = _old.BudgetOf(collection, members.Representative, scope, identifierClass)
                      let after = _new.BudgetOf(collection, members.Representative, scope, identifierClass)
                      where before != after
                      let kind = (after ?? long.MaxValue) > (before ?? long.MaxValue) ? PolicyChangeKind.Widened : PolicyChangeKind.Narrowed
                      let text = FormattableString.Invariant($"each {scope.ToString().ToLowerInvariant()} may ask for {identifierClass.ToToken()} {Limit(after)} a day, before: {Limit(before)}")
                      group members by (kind, text) into same
                      select (same.Key.kind, same.Key.text, Members: same.ToList());
        return changes.Select(change => new PolicyChange(collection, change.kind, $"{Name(change.Members, _members, "member")}: {change.text}", ConcernsVictims: false));
    }

    private IEnumerable<PolicyChange> CompareCeilings(CollectionName collection)
    {
        var before = _old.Find(collection)?.Ceilings;
        var after = _new.Find(collection)?.Ceilings;
        if (before is null || after is null)
        {
            yield return new PolicyChange(collection, PolicyChangeKind.Altered, after is null ? "the collection is gone" : "the collection is new; the federation's directory has to list it", ConcernsVictims: false);
            yield break;
        }

        foreach (var identifierClass in before.Keys.Union(after.Keys).Order())
        {
            var (was, becomes) = (before.GetValueOrDefault(identifierClass), after.GetValueOrDefault(identifierClass));
            if (was != becomes)
            {
                yield return new PolicyChange(
                    collection, PolicyChangeKind.Altered,
                    FormattableString.Invariant($"the filter of {identifierClass.ToToken()} may hold {becomes} entries, before: {was}; the federation's directory has to list the same"),
                    ConcernsVictims: false);
            }
        }
    }

    private bool MayAsk(PolicySet policies, CollectionName collection, MemberId member, Purpose purpose) =>
        policies.Find(collection) is { } policy
        && policy.Ceilings.Keys.Any(identifierClass => _agencies.Any(agency => policies.AdmitsQuery(collection, member, agency.Representative, purpose, identifierClass, isBulk: false)));

    /// <summary>Members and agencies as phrases: members that share their agencies become one.</summary>
    private IEnumerable<string> Subjects(IReadOnlyList<(PolicyParties<MemberId> Members, PolicyParties<string> Agencies)> pairs) =>
        from pair in pairs
        group pair.Agencies by pair.Members into byMember
        group byMember.Key by Name([.. byMember], _agencies, "agency") into same
        select Name([.. same], _members, "member") + (same.Key == "every agency" ? "" : $" ({same.Key})");

    private static string Name<T>(IReadOnlyList<PolicyParties<T>> some, IReadOnlyList<PolicyParties<T>> all, string word)
    {
        if (!some.Any(parties => parties.IsEveryOther))
        {
            return string.Join(", ", some.SelectMany(parties => parties.Names));
        }

        var missing = all.Where(parties => !some.Contains(parties)).SelectMany(parties => parties.Names).ToList();
        return missing.Count == 0 ? $"every {word}" : $"every {word} but {string.Join(", ", missing)}";
    }

    private static string Words(IEnumerable<Purpose> purposes) => string.Join(", ", purposes.Order().Select(Tokens.Of));

    private static string Limit(long? limit) => limit is { } number ? FormattableString.Invariant($"{number}") : "as the node's budgets say";
}
