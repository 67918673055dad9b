using FedHub.Matching;
using FedHub.Node.Access;
using FedHub.Node.Officers;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Officers;

/// <summary>Somebody else has an officer's key: what stops, and what is listed.</summary>
public sealed class StolenKeyTests(FederationFixture fixture) : IClassFixture<FederationFixture>
{
    private readonly TestFederation _federation = fixture.Federation;

    [Fact]
    public async Task StolenKey_StopsCredentialsAndOpenSearchesAtOnce()
    {
        var prepared = (await _federation.PrepareAsync(new MatchSubject { Documents = ["KAZ:N1234567"] })).Search!;
        var officer = _federation.Asker.Officers.All.Single();
        var open = await _federation.Asker.OfficerSearches.ListAsync(officer.OfficerId, CancellationToken.None);
        open.Single().QueryId.ShouldBe(prepared.QueryId);
        open.Single().Members.ShouldBe([TestFederation.Uzb]);

        var (suspended, revokedCount) = await _federation.Asker.Officers.SuspendAsync(
            NodeCaller.Operator, officer.OfficerId, SuspensionReason.StolenKey, CancellationToken.None);
        var cancelled = await _federation.Asker.OfficerSearches.CancelAsync(officer.OfficerId, CancellationToken.None);

        revokedCount.ShouldBe(1);
        cancelled.Select(search => search.QueryId).ShouldBe([prepared.QueryId]);
        _federation.Asker.Prepared.Find(prepared.QueryId).ShouldBeNull();
        (await _federation.Asker.OfficerSearches.ListAsync(officer.OfficerId, CancellationToken.None)).ShouldBeEmpty();
        var refused = await Should.ThrowAsync<FedHubException>(() => _federation.Asker.Credentials.ForSearchAsync(suspended, Purpose.Investigation, CancellationToken.None));
        refused.Refusal.Code.ShouldBe(ErrorCode.RoleMissing);
    }
}
