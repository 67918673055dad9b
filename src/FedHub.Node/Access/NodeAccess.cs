using System.Collections.Frozen;
using FedHub.Node.Officers;
using FedHub.Protocol;

namespace FedHub.Node.Access;

/// <summary>
/// The one place that says who may call what. A call without a line here is refused to everybody; a test fails until it has one here and one
/// in <c>docs/roles.md</c>. What a handler looks at beyond the role, as the own agency, stands with the handler.
/// </summary>
internal static class NodeAccess
{
    private static readonly FrozenDictionary<string, AccessRule> _rules = new Dictionary<string, AccessRule>(StringComparer.Ordinal)
    {
        ["/grpc.health.v1.Health/Check"] = AccessRule.Everybody,
        ["/grpc.health.v1.Health/Watch"] = AccessRule.Everybody,

        ["/fedhub.gateway.v1.GatewayService/EnrolOfficer"] = AccessRule.Keys,
        ["/fedhub.gateway.v1.GatewayService/GetOfficer"] = AccessRule.Keys,
        ["/fedhub.gateway.v1.GatewayService/PrepareSearch"] = AccessRule.Officers(OfficerRole.Investigator),
        ["/fedhub.gateway.v1.GatewayService/RunSearch"] = AccessRule.Officers(OfficerRole.Investigator),

        ["/fedhub.gateway.v1.SearchesService/ListSearches"] = AccessRule.Officers(OfficerRole.Investigator, OfficerRole.Supervisor),
        ["/fedhub.gateway.v1.SearchesService/WatchSearch"] = AccessRule.Officers(OfficerRole.Investigator, OfficerRole.Supervisor),
        ["/fedhub.gateway.v1.SearchesService/CancelSearch"] = AccessRule.Officers(OfficerRole.Investigator),
        ["/fedhub.gateway.v1.SearchesService/ConfirmSearch"] = AccessRule.Officers(OfficerRole.Investigator),
        ["/fedhub.gateway.v1.SearchesService/MarkHit"] = AccessRule.Officers(OfficerRole.Investigator),
        ["/fedhub.gateway.v1.SearchesService/GetSearchReceipt"] = AccessRule.Officers(OfficerRole.Investigator, OfficerRole.Supervisor),

        ["/fedhub.gateway.v1.ScreeningService/RequestScreening"] = AccessRule.Officers(OfficerRole.Investigator),
        ["/fedhub.gateway.v1.ScreeningService/ListScreenings"] = AccessRule.Officers(OfficerRole.Investigator, OfficerRole.Supervisor),
        ["/fedhub.gateway.v1.ScreeningService/GetScreening"] = AccessRule.Officers(OfficerRole.Investigator, OfficerRole.Supervisor),
        ["/fedhub.gateway.v1.ScreeningService/DecideScreening"] = AccessRule.Officers(OfficerRole.Supervisor),

        ["/fedhub.node.v1.ReviewService/ListReviews"] = AccessRule.OperatorAnd(OfficerRole.Reviewer),
        ["/fedhub.node.v1.ReviewService/GetReview"] = AccessRule.OperatorAnd(OfficerRole.Reviewer),
        ["/fedhub.node.v1.ReviewService/DecideReview"] = AccessRule.OperatorAnd(OfficerRole.Reviewer),
        ["/fedhub.node.v1.DisclosureLogService/ListDisclosures"] = AccessRule.OperatorAnd(OfficerRole.Reviewer, OfficerRole.NationalAuditor),
        ["/fedhub.node.v1.DisclosureLogService/GetFeedback"] = AccessRule.OperatorAnd(OfficerRole.Reviewer, OfficerRole.NationalAuditor),

        ["/fedhub.node.v1.SearchRecordService/ListSearchRecords"] = AccessRule.OperatorAnd(OfficerRole.NationalAuditor),

        ["/fedhub.node.v1.NodeAdminService/GetStatus"] = AccessRule.OperatorAnd(OfficerRole.Admin),
        ["/fedhub.node.v1.NodeAdminService/ImportRecords"] = AccessRule.OperatorAnd(OfficerRole.Admin),
        ["/fedhub.node.v1.NodeAdminService/StartEpoch"] = AccessRule.OperatorAnd(OfficerRole.Admin),
        ["/fedhub.node.v1.NodeAdminService/RunSelfTest"] = AccessRule.OperatorAnd(OfficerRole.Admin),

        ["/fedhub.node.v1.OfficerService/ListOfficers"] = AccessRule.OperatorAnd(OfficerRole.Supervisor, OfficerRole.Admin, OfficerRole.NationalAuditor),
        ["/fedhub.node.v1.OfficerService/ApproveOfficer"] = AccessRule.OperatorAnd(OfficerRole.Supervisor, OfficerRole.Admin),
        ["/fedhub.node.v1.OfficerService/ChangeOfficer"] = AccessRule.OperatorAnd(OfficerRole.Supervisor, OfficerRole.Admin),
        ["/fedhub.node.v1.OfficerService/SuspendOfficer"] = AccessRule.OperatorAnd(OfficerRole.Supervisor, OfficerRole.Admin),
        ["/fedhub.node.v1.OfficerService/ListOfficerSearches"] = AccessRule.OperatorAnd(OfficerRole.Supervisor, OfficerRole.Admin, OfficerRole.NationalAuditor),

        ["/fedhub.budget.v1.BudgetService/ListBudgets"] = AccessRule.OperatorAnd(OfficerRole.Supervisor, OfficerRole.Admin, OfficerRole.NationalAuditor),
        ["/fedhub.budget.v1.BudgetService/SetBudget"] = AccessRule.OperatorAnd(OfficerRole.Admin),
        ["/fedhub.budget.v1.BudgetService/RaiseBudget"] = AccessRule.OperatorAnd(OfficerRole.Supervisor, OfficerRole.Admin),

        ["/fedhub.node.v1.PolicyService/GetPolicies"] = AccessRule.OperatorAnd(OfficerRole.Admin, OfficerRole.Reviewer, OfficerRole.NationalAuditor),
        ["/fedhub.node.v1.PolicyService/ListPolicyVersions"] = AccessRule.OperatorAnd(OfficerRole.Admin, OfficerRole.NationalAuditor),
        ["/fedhub.node.v1.PolicyService/ApplyPolicies"] = AccessRule.OperatorAnd(OfficerRole.Admin),
        ["/fedhub.node.v1.PolicyService/ConfirmPolicies"] = AccessRule.OperatorAnd(OfficerRole.Admin),
        ["/fedhub.node.v1.PolicyService/WithdrawPolicies"] = AccessRule.OperatorAnd(OfficerRole.Admin),

        ["/fedhub.node.v1.NodeDoctorService/DiagnoseNode"] = AccessRule.OperatorAnd(OfficerRole.Admin),
        ["/fedhub.node.v1.NodeLogService/GetReceipt"] = AccessRule.OperatorAnd(OfficerRole.Supervisor, OfficerRole.Admin, OfficerRole.NationalAuditor),
        ["/fedhub.node.v1.NodeKeyService/EndEpoch"] = AccessRule.OperatorAnd(OfficerRole.Admin),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All rules, by path of the call.</summary>
    public static IReadOnlyDictionary<string, AccessRule> Rules => _rules;

    /// <summary>Whether a caller may make a call.</summary>
    /// <param name="method">Path, <c>/package.Service/Method</c>.</param>
    /// <param name="caller">As the door knows it.</param>
    /// <returns>Null when it may; else why not and what to do.</returns>
    public static Refusal? Check(string method, NodeCaller caller)
    {
        if (!_rules.TryGetValue(method, out var rule))
        {
            return new Refusal(ErrorCode.RoleMissing, "Nobody may make this call: the node's table of access does not list it.");
        }

        if (caller.IsOperator ? rule.Operator : rule.AnyKey || rule.Roles.Any(caller.HoldsRole))
        {
            return null;
        }

        return new Refusal(ErrorCode.RoleMissing, WhyNot(rule, caller));
    }

    private static string WhyNot(AccessRule rule, NodeCaller caller) => caller switch
    {
        { IsOperator: true } => "An officer does this with a key of their own, over the node's gateway.",
        { Officer: null } => "This key is not enrolled; run `fedhub officer enrol`.",
        { Officer.State: OfficerState.Pending } => "You are not approved yet: an administrator of your node must approve you.",
        { Officer.State: OfficerState.Suspended } => "You are suspended; talk to an administrator of your node.",
        _ => $"This needs the role {string.Join(" or ", rule.Roles.Order().Select(Tokens.Of))}; an administrator of your node can give it.",
    };
}
