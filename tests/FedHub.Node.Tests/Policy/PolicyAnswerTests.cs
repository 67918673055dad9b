using FedHub.Cryptography.Match;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Policy;

public sealed class PolicyAnswerTests
{
    private const string Persons = """
        version: 1
        collection: persons
        classes:
          document: 5000
          name: 6000
        admit:
          - members: [KGZ]
            purposes: [investigation]
          - members: [UZB]
            agencies: [police]
            purposes: [investigation]
            classes: [document]
            bulk: true
        disclose:
          - categories: [suspect]
            outcome: disclosed
            summary: [full_name]
          - members: [UZB]
            categories: [witness]
            outcome: under-review
            twoPersons: true
        """;

    private static readonly PolicySet _policies = PolicySet.Read(new Dictionary<string, string>(StringComparer.Ordinal) { ["persons.yaml"] = Persons });

    [Fact]
    public void Ask_SaysWhichRuleAdmitsEachClassAndWhichDecides()
    {
        var answer = Ask("UZB", "police", Purpose.Investigation, RecordCategory.Suspect);

        answer.Admitted.ShouldBe([KeyValuePair.Create(IdentifierClass.Document, new PolicyPlace("persons.yaml", 9, 5))]);
        answer.Denied.ShouldBe([IdentifierClass.Name]);
        answer.DecidedBy.ShouldBe(new PolicyPlace("persons.yaml", 15, 5));
        answer.Decision.ToText().ShouldBe("disclosed (full_name)");
    }

    [Fact]
    public void Ask_InABulkScreening_IsAdmittedOnlyWhereTheRuleSaysSo()
    {
        Ask("UZB", "police", Purpose.Investigation, RecordCategory.Suspect, isBulk: true).Admitted.Select(admitted => admitted.Key).ShouldBe([IdentifierClass.Document]);
        Ask("KGZ", "police", Purpose.Investigation, RecordCategory.Suspect, isBulk: true).Admitted.ShouldBeEmpty();
    }

    [Fact]
    public void Ask_WithTwoReviewers_SaysSo()
    {
        var answer = Ask("UZB", "police", Purpose.Investigation, RecordCategory.Witness);

        answer.DecidedBy.ShouldBe(new PolicyPlace("persons.yaml", 18, 5));
        answer.Decision.TwoPersons.ShouldBeTrue();
        answer.Decision.ToText().ShouldBe("under-review by two persons within 24 h");
    }

    [Fact]
    public void Ask_WhereNoRuleFits_IsRefusedByNone()
    {
        var answer = Ask("KGZ", "anybody", Purpose.Investigation, RecordCategory.Victim);

        answer.Admitted.Select(admitted => admitted.Value.Line).ShouldBe([7, 7]);
        answer.DecidedBy.ShouldBeNull();
        answer.Decision.ToText().ShouldBe("refused: not covered by the owner's policy");
    }

    [Theory]
    [InlineData("UZB", "customs", Purpose.Investigation)]
    [InlineData("UZB", "police", Purpose.Repatriation)]
    [InlineData("TJK", "police", Purpose.Investigation)]
    public void Ask_OfOneWhoMayNotAsk_AdmitsNothing(string member, string agency, Purpose purpose) =>
        Ask(member, agency, purpose, RecordCategory.Suspect).Admitted.ShouldBeEmpty();

    [Theory]
    [InlineData("  - categories: [suspect]\n    outcome: referred\n  - purposes: [investigation]\n    categories: [suspect]\n    outcome: disclosed\n", "persons.yaml:11:5: this rule never decides: rules above it decide all that it covers, or nobody may ask for its purposes")]
    [InlineData("  - purposes: [repatriation]\n    outcome: disclosed\n  - outcome: referred\n", "persons.yaml:9:5: this rule never decides: rules above it decide all that it covers, or nobody may ask for its purposes")]
    [InlineData("  - outcome: disclosed\n", "persons.yaml:9:5: this rule releases records of victims, witnesses or missing persons without a person's decision")]
    [InlineData("  - purposes: [repatriation]\n    outcome: referred\n", "persons.yaml:6:5: whoever asks for investigation is refused every record: no rule under `disclose` fits")]
    public void Advice_OnWhatIsProbablyMeantOtherwise_SaysWhere(string rules, string advice)
    {
        var text = "version: 1\ncollection: persons\nclasses:\n  document: 5000\nadmit:\n  - members: all\n    purposes: [investigation]\ndisclose:\n" + rules;
        var policies = PolicySet.Read(new Dictionary<string, string>(StringComparer.Ordinal) { ["persons.yaml"] = text });

        PolicyAdvice.On(policies).Select(point => $"{point.Place}: {point.Text}").ShouldContain(advice);
    }

    [Fact]
    public void Advice_OnTheDefaultPolicies_IsNone() => PolicyAdvice.On(PolicySet.Read(DefaultPolicies.Files)).ShouldBeEmpty();

    [Fact]
    public void BudgetOf_SeveralRules_TheLowestHolds()
    {
        const string text = "version: 1\ncollection: persons\nclasses:\n  document: 5000\n  name: 5000\nbudgets:\n"
            + "  - scope: agency\n    perDay: 50\n  - members: [UZB]\n    scope: agency\n    perDay: 5\n    classes: [name]\n";
        var policies = PolicySet.Read(new Dictionary<string, string>(StringComparer.Ordinal) { ["persons.yaml"] = text });

        Budget("UZB", BudgetScope.Agency, IdentifierClass.Name).ShouldBe(5);
        Budget("UZB", BudgetScope.Agency, IdentifierClass.Document).ShouldBe(50);
        Budget("KGZ", BudgetScope.Agency, IdentifierClass.Name).ShouldBe(50);
        Budget("UZB", BudgetScope.Member, IdentifierClass.Name).ShouldBeNull();

        long? Budget(string member, BudgetScope scope, IdentifierClass identifierClass) =>
            policies.BudgetOf(CollectionName.Parse("persons"), MemberId.Parse(member), scope, identifierClass);
    }

    private static PolicyAnswer Ask(string member, string agency, Purpose purpose, RecordCategory category, bool isBulk = false) =>
        PolicyAnswer.Ask(_policies, new PolicyQuestion(MemberId.Parse(member), agency, purpose, category, isBulk)).Single();
}
