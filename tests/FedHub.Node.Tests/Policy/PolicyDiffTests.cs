using FedHub.Node.Policy;

namespace FedHub.Node.Tests.Policy;

public sealed class PolicyDiffTests
{
    private const string Head = "version: 1\ncollection: persons\nclasses:\n  document: 5000\n  name: 6000\n";
    private const string AdmitAll = "admit:\n  - members: all\n    purposes: [investigation]\n";
    private const string AdmitUzb = "admit:\n  - members: [UZB]\n    purposes: [investigation]\n";

    [Fact]
    public void Compare_RulesWrittenOtherwise_FindsNothing() => Compare(
        "admit:\n  - members: [UZB, KGZ]\n    purposes: [investigation, border-check]\n",
        "admit:\n  - members: UZB\n    purposes: border-check\n  - members: [KGZ, UZB]\n    purposes: [investigation]\n  - members: [KGZ]\n    purposes: [border-check]\n")
        .ShouldBeEmpty();

    [Fact]
    public void Compare_AMemberMore_SaysWhoMayAskWhatForWhat() => Compare(
        AdmitUzb, "admit:\n  - members: [UZB, KGZ, TJK]\n    purposes: [investigation]\n")
        .ShouldBe(["+ KGZ, TJK may now ask for document, name for investigation"]);

    [Fact]
    public void Compare_AllInsteadOfOne_SaysEveryMemberButThatOne() => Compare(AdmitUzb, AdmitAll)
        .ShouldBe(["+ every member but UZB may now ask for document, name for investigation"]);

    [Fact]
    public void Compare_BulkAdmitted_IsSaidAsAWidening() => Compare(AdmitUzb, AdmitUzb + "    bulk: true\n")
        .ShouldBe(["+ UZB may now screen in bulk by document, name for investigation"]);

    [Fact]
    public void Compare_OneInsteadOfAll_NarrowsForAllOthers() => Compare(AdmitAll, AdmitUzb)
        .ShouldBe(["- every member but UZB may no longer ask for document, name for investigation"]);

    [Fact]
    public void Compare_AnAgencyOnly_SaysWhichAgenciesLose() => Compare(
        AdmitUzb, "admit:\n  - members: [UZB]\n    agencies: [police]\n    purposes: [investigation]\n    classes: [document]\n")
        .ShouldBe(
        [
            "- UZB (police) may no longer ask for name for investigation",
            "- UZB (every agency but police) may no longer ask for document, name for investigation",
        ]);

    [Theory]
    [InlineData("outcome: referred", "outcome: disclosed", "+")]
    [InlineData("outcome: disclosed", "outcome: under-review", "-")]
    [InlineData("outcome: under-review", "outcome: referred", "+")]
    [InlineData("outcome: disclosed\n    summary: [full_name]", "outcome: disclosed\n    summary: [full_name, sex]", "+")]
    [InlineData("outcome: disclosed\n    summary: [full_name, sex]", "outcome: disclosed\n    summary: [sex]", "-")]
    [InlineData("outcome: disclosed\n    summary: [full_name]", "outcome: disclosed\n    summary: [sex]", "+")]
    [InlineData("outcome: under-review\n    twoPersons: true", "outcome: under-review", "+")]
    [InlineData("outcome: under-review", "outcome: under-review\n    twoPersons: true", "-")]
    [InlineData("outcome: under-review\n    reviewHours: 12", "outcome: under-review\n    reviewHours: 48", "~")]
    [InlineData("outcome: referred", "outcome: referred\n    desk: Desk B", "~")]
    [InlineData("outcome: under-review\n    twoPersons: true", "outcome: refused\n    ground: none", "-")]
    public void Compare_AnotherDecision_SaysWhichWayItGoes(string before, string after, string sign)
    {
        var changes = Compare($"{AdmitUzb}disclose:\n  - categories: [suspect]\n    {before}\n", $"{AdmitUzb}disclose:\n  - categories: [suspect]\n    {after}\n");

        changes.Single().ShouldStartWith($"{sign} UZB asking for investigation is told of suspect: ");
    }

    [Fact]
    public void Compare_ADecisionForNobodyWhoMayAsk_FindsNothing() => Compare(
        AdmitUzb, AdmitUzb + "disclose:\n  - members: [KGZ]\n    outcome: disclosed\n  - purposes: [repatriation]\n    outcome: disclosed\n")
        .ShouldBeEmpty();

    [Fact]
    public void Compare_ARuleThatAnotherHides_FindsNothing() => Compare(
        AdmitUzb + "disclose:\n  - outcome: referred\n", AdmitUzb + "disclose:\n  - outcome: referred\n  - categories: [suspect]\n    outcome: disclosed\n")
        .ShouldBeEmpty();

    [Fact]
    public void Compare_ABudgetLess_NarrowsAndMoreWidens()
    {
        const string few = AdmitUzb + "budgets:\n  - scope: agency\n    perDay: 5\n    classes: [name]\n";

        Compare(AdmitUzb, few).ShouldBe(["- every member: each agency may ask for name 5 a day, before: as the node's budgets say"]);
        Compare(few, AdmitUzb).ShouldBe(["+ every member: each agency may ask for name as the node's budgets say a day, before: 5"]);
    }

    [Fact]
    public void Compare_ANewCollectionAndACeiling_RemindOfTheDirectory()
    {
        var old = PolicySet.Read(Files(("persons.yaml", Head)));
        var next = PolicySet.Read(Files(("persons.yaml", Head.Replace("5000", "7000", StringComparison.Ordinal)), ("lost.yaml", "version: 1\ncollection: lost\nclasses:\n  document: 5000\n")));

        PolicyDiff.Compare(old, next).Select(change => change.Text).ShouldBe(
        [
            "the collection is new; the federation's directory has to list it",
            "the filter of document may hold 7000 entries, before: 5000; the federation's directory has to list the same",
        ]);
    }

    [Fact]
    public void Compare_VictimsToldMore_IsMarkedAndSuspectsAreNot()
    {
        const string before = AdmitUzb + "disclose:\n  - outcome: referred\n";
        const string after = AdmitUzb + "disclose:\n  - categories: [CATEGORY]\n    outcome: disclosed\n  - outcome: referred\n";

        Marked(before, after.Replace("CATEGORY", "witness", StringComparison.Ordinal)).ShouldBe([true]);
        Marked(before, after.Replace("CATEGORY", "suspect", StringComparison.Ordinal)).ShouldBe([false]);
        Marked(after.Replace("CATEGORY", "witness", StringComparison.Ordinal), before).ShouldBe([false]);
    }

    [Fact]
    public void Compare_AdmissionToACollectionOfVictims_IsMarked()
    {
        const string disclose = "disclose:\n  - categories: [victim]\n    outcome: referred\n";

        Marked(AdmitUzb + disclose, AdmitAll + disclose).ShouldContain(true);
        Marked(AdmitUzb, AdmitAll).ShouldBe([false]);
    }

    [Fact]
    public void Compare_AnyTwoOfManyPolicies_AgreesWithAskingEverything()
    {
        // The naive oracle: everything that can be asked, asked of both.
        var random = new Random(17);
        for (var round = 0; round < 60; round++)
        {
            var (old, next) = (PolicySet.Read(Files(("persons.yaml", RandomPolicies.Write(random)))), PolicySet.Read(Files(("persons.yaml", RandomPolicies.Write(random)))));
            var changes = PolicyDiff.Compare(old, next);

            RandomPolicies.AdmitsMore(old, next).ShouldBe(changes.Any(change => change.Text.Contains("may now ask", StringComparison.Ordinal)), $"round {round}");
            RandomPolicies.AdmitsMore(next, old).ShouldBe(changes.Any(change => change.Text.Contains("may no longer ask", StringComparison.Ordinal)), $"round {round}");
        }
    }

    private static List<string> Compare(string before, string after) => [.. All(before, after).Select(change => change.Kind switch
    {
        PolicyChangeKind.Widened => "+ ",
        PolicyChangeKind.Narrowed => "- ",
        _ => "~ ",
    } + change.Text)];

    private static List<bool> Marked(string before, string after) => [.. All(before, after).Select(change => change.WidensAccessToVictims)];

    private static IReadOnlyList<PolicyChange> All(string before, string after) =>
        PolicyDiff.Compare(PolicySet.Read(Files(("persons.yaml", Head + before))), PolicySet.Read(Files(("persons.yaml", Head + after))));

    private static Dictionary<string, string> Files(params (string Name, string Text)[] files) =>
        files.ToDictionary(file => file.Name, file => file.Text, StringComparer.Ordinal);
}
