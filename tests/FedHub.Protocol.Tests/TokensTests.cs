namespace FedHub.Protocol.Tests;

public sealed class TokensTests
{
    [Fact]
    public void Purposes_Tokens_AreTheClosedListOfTheProtocol() =>
        Tokens.AllPurposes.ShouldBe(["investigation", "victim-identification", "missing-person", "extradition-mla", "repatriation", "border-check"]);

    [Fact]
    public void Outcomes_Tokens_AreTheClosedListOfTheProtocol() =>
        Tokens.AllOutcomes.ShouldBe([
            "HIT", "REFERRED", "UNDER_REVIEW", "REFUSED", "NO_HIT", "NOT_ASKED", "UNREACHABLE", "EXPIRED", "WAITING", "OVER_BUDGET",
            "FILTER_UNAVAILABLE", "FAILED_SELF_TEST", "RULESET_MISMATCH", "FAILED_VERIFICATION", "LOG_FORKED"]);

    [Fact]
    public void Tokens_OfEveryValue_ReadBack()
    {
        foreach (var purpose in Enum.GetValues<Purpose>())
        {
            Tokens.TryParsePurpose(Tokens.Of(purpose), out var read).ShouldBeTrue();
            read.ShouldBe(purpose);
        }

        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            Tokens.TryParseOutcome(Tokens.Of(outcome), out var read).ShouldBeTrue();
            read.ShouldBe(outcome);
        }

        Tokens.TryParseRole("national-auditor", out var role).ShouldBeTrue();
        role.ShouldBe(OfficerRole.NationalAuditor);
        Tokens.TryParsePurpose("Investigation", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(typeof(ErrorCode), typeof(Contracts.Common.V1.ErrorCode))]
    [InlineData(typeof(Purpose), typeof(Contracts.Common.V1.Purpose))]
    [InlineData(typeof(Outcome), typeof(Contracts.Common.V1.Outcome))]
    [InlineData(typeof(Urgency), typeof(Contracts.Query.V1.Urgency))]
    [InlineData(typeof(DisclosureOutcome), typeof(Contracts.Query.V1.DisclosureOutcome))]
    [InlineData(typeof(OfficerRole), typeof(Contracts.Officer.V1.Role))]
    [InlineData(typeof(KeyUse), typeof(Contracts.Directory.V1.KeyUse))]
    public void DomainEnum_Members_MirrorTheProtoByNumberAndName(Type domain, Type proto)
    {
        string Line(object value) => $"{(int)value}={value.ToString()!.ToUpperInvariant()}";
        Enum.GetValues(domain).Cast<object>().Select(Line)
            .ShouldBe(Enum.GetValues(proto).Cast<object>().Where(value => (int)value != 0).Select(Line), ignoreOrder: true);
    }
}
