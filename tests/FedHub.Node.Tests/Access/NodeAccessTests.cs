using System.Reflection;
using FedHub.Cryptography;
using FedHub.Node.Access;
using FedHub.Node.Officers;
using FedHub.Protocol;
using Google.Protobuf.Reflection;

namespace FedHub.Node.Tests.Access;

public sealed class NodeAccessTests
{
    private static readonly VerificationKey _key = NewKey();

    [Fact]
    public void Rules_EveryCallOfEveryService_HasOneAndNoneIsLeftOver()
    {
        var calls = typeof(NodeHost).Assembly.GetTypes()
            .Select(ServiceOf)
            .OfType<ServiceDescriptor>()
            .Append(global::Grpc.Health.V1.Health.Descriptor)
            .Append(Contracts.Budget.V1.BudgetService.Descriptor)
            .SelectMany(service => service.Methods)
            .Select(method => $"/{method.Service.FullName}/{method.Name}")
            .ToList();

        calls.Count.ShouldBeGreaterThan(10);
        calls.Except(NodeAccess.Rules.Keys, StringComparer.Ordinal).ShouldBeEmpty("add these to NodeAccess.cs and to docs/roles.md, with as few roles as can be");
        NodeAccess.Rules.Keys.Except(calls, StringComparer.Ordinal).ShouldBeEmpty("these calls are no longer there");
    }

    [Fact]
    public void Document_HasARowForEachRule() =>
        AccessMatrix.Calls.Order(StringComparer.Ordinal).ShouldBe(NodeAccess.Rules.Keys.Select(AccessMatrix.Short).Order(StringComparer.Ordinal), "docs/roles.md");

    [Fact]
    public void Check_EveryCallAndRole_IsAsTheDocumentSays()
    {
        foreach (var method in NodeAccess.Rules.Keys)
        {
            var call = AccessMatrix.Short(method);
            IsPermitted(method, NodeCaller.Operator).ShouldBe(AccessMatrix.Permits(call, AccessMatrix.Operator), call);
            IsPermitted(method, NodeCaller.Stranger).ShouldBe(AccessMatrix.Permits(call, AccessMatrix.AnyKey), call);
            foreach (var role in AccessMatrix.Roles)
            {
                IsPermitted(method, Caller(OfficerState.Approved, role)).ShouldBe(AccessMatrix.Permits(call, role), $"{call} as {role}");
            }
        }
    }

    [Theory]
    [InlineData(OfficerState.Pending)]
    [InlineData(OfficerState.Suspended)]
    public void Check_AnOfficerWhoIsNotApproved_HasNoRole(object state)
    {
        foreach (var method in NodeAccess.Rules.Keys)
        {
            IsPermitted(method, Caller((OfficerState)state, [.. AccessMatrix.Roles]))
                .ShouldBe(AccessMatrix.Permits(AccessMatrix.Short(method), AccessMatrix.AnyKey), method);
        }
    }

    [Fact]
    public void Check_ACallThatIsNotListed_IsRefusedToEverybody()
    {
        foreach (var caller in (NodeCaller[])[NodeCaller.Operator, NodeCaller.Stranger, Caller(OfficerState.Approved, [.. AccessMatrix.Roles])])
        {
            NodeAccess.Check("/fedhub.node.v1.NodeAdminService/Another", caller)!.Code.ShouldBe(ErrorCode.RoleMissing);
        }
    }

    [Fact]
    public void Check_WithoutTheRole_SaysWhichOneItTakes() =>
        NodeAccess.Check("/fedhub.gateway.v1.GatewayService/PrepareSearch", Caller(OfficerState.Approved, OfficerRole.Reviewer))!.Message
            .ShouldBe("This needs the role investigator; an administrator of your node can give it.");

    [Fact]
    public void Require_OfAnOfficer_PassesWithOneOfTheRolesOnly()
    {
        var reviewer = Caller(OfficerState.Approved, OfficerRole.Reviewer);

        Should.NotThrow(() => reviewer.Require(OfficerRole.Supervisor, OfficerRole.Reviewer));
        Should.NotThrow(() => NodeCaller.Operator.Require(OfficerRole.Reviewer));
        Should.Throw<FedHubException>(() => reviewer.Require(OfficerRole.Supervisor)).Refusal.Code.ShouldBe(ErrorCode.RoleMissing);
        Should.Throw<FedHubException>(() => NodeCaller.Stranger.Require(OfficerRole.Reviewer)).Refusal.Code.ShouldBe(ErrorCode.RoleMissing);
    }

    [Fact]
    public void SamePerson_IsKnownByPseudonymOrServiceNumber()
    {
        var officer = NewOfficer("o-1", "police", "4711", OfficerState.Approved);

        NodeCaller.From(officer).IsSamePersonAs(officer).ShouldBeTrue();
        NodeCaller.From(officer).IsSamePersonAs(NewOfficer("o-2", "Police", " 4711", OfficerState.Pending)).ShouldBeTrue();
        NodeCaller.From(officer).IsSamePersonAs(NewOfficer("o-2", "customs", "4711", OfficerState.Pending)).ShouldBeFalse();
        NodeCaller.Operator.IsSamePersonAs(officer).ShouldBeFalse();
    }

    private static bool IsPermitted(string method, NodeCaller caller) => NodeAccess.Check(method, caller) is null;

    private static ServiceDescriptor? ServiceOf(Type type) =>
        type.BaseType?.DeclaringType?.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as ServiceDescriptor;

    private static NodeCaller Caller(OfficerState state, params OfficerRole[] roles) => NodeCaller.From(NewOfficer("o-1", "police", "4711", state, roles));

    private static Officer NewOfficer(string id, string agency, string serviceNumber, OfficerState state, params OfficerRole[] roles) =>
        new(id, _key, Digest.Of("tls"u8), agency, serviceNumber, state, roles, [], DateTimeOffset.UnixEpoch);

    private static VerificationKey NewKey()
    {
        using var key = SigningKey.Generate();
        return key.PublicKey;
    }
}
