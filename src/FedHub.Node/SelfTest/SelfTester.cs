using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Filters;
using FedHub.Node.Gateway;
using FedHub.Node.HubLink;
using FedHub.Node.Officers;
using FedHub.Protocol;

namespace FedHub.Node.SelfTest;

/// <summary>Searches the canary of every slot of the others, through the whole way that a search of a person takes.</summary>
internal sealed class SelfTester(
    DirectoryKeeper directories, FilterCatalog filters, CredentialIssuer credentials, SearchPreparer preparer, SearchRunner runner, MemberId self,
    SelfTestResults results, TimeProvider clock)
{
    private const string Reason = "self-test";

    /// <summary>Tries all slots that are held, one after another.</summary>
    public async Task<IReadOnlyList<SelfTestResult>> RunAsync(CancellationToken cancellationToken)
    {
        var tried = new List<SelfTestResult>();
        foreach (var slot in filters.Slots.OrderBy(slot => slot.ToString(), StringComparer.Ordinal))
        {
            var result = await TryAsync(slot, cancellationToken);
            if (result.Passed is { } passed)
            {
                results.Record(slot, passed, clock.GetUtcNow());
            }

            tried.Add(result);
        }

        return tried;
    }

    private async Task<SelfTestResult> TryAsync(SlotId slot, CancellationToken cancellationToken)
    {
        try
        {
            return await SearchAsync(slot, cancellationToken);
        }
        catch (FedHubException exception)
        {
            return new SelfTestResult(slot, null, exception.Refusal.Message);
        }
    }

    private async Task<SelfTestResult> SearchAsync(SlotId slot, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (filters.Newest(slot, now) is not { } manifest
            || directories.Current.Member(slot.Member) is not { } member || !member.TryGetSealingKeyAt(now, out var sealTo)
            || manifest.Manifest.Admissions.FirstOrDefault(entry => entry.Member == self && entry.Purposes.Count > 0) is not { } admission)
        {
            return new SelfTestResult(slot, null, "No filter in force admits this member.");
        }

        var purpose = admission.Purposes[0];
        var officer = await credentials.ForSelfTestAsync(admission.Agencies.Count > 0 ? admission.Agencies[0] : Reason, cancellationToken);
        var order = new SearchOrder(new Criteria(new MatchSubject(), null), purpose, Reason, Reason, [slot.Member], AsTyped: false);
        var plan = new CollectionPlan(slot.Member, slot.Collection, [new AskedSlot(slot, manifest.Manifest.Epoch, sealTo)], []);
        var keys = new Dictionary<IdentifierClass, IReadOnlyList<SearchKey>> { [slot.Class] = [CanaryKey(slot)] };
        var (search, _) = await preparer.BuildAsync(officer, order, new SearchPlan([plan], []), keys, isSelfTest: true, cancellationToken);
        var signature = credentials.SelfTestKey.Sign(Envelope.Encode(PayloadTypes.MatchQuery, search.Payload.Span));
        await foreach (var happened in runner.RunOwnedAsync(search, runner.Sign(search, signature), cancellationToken))
        {
            if (happened is CollectionResult result)
            {
                return Judge(slot, result);
            }
        }

        return new SelfTestResult(slot, null, "The search ended without an outcome.");
    }

    /// <summary>The reserved key of a slot; every owner derives the same.</summary>
    private static SearchKey CanaryKey(SlotId slot) => new((KeyClass)(byte)slot.Class, "canary", slot.ToString(), 0);

    private static SelfTestResult Judge(SlotId slot, CollectionResult result)
    {
        if (result.Canary.Contains(slot))
        {
            return new SelfTestResult(slot, true, "");
        }

        // An owner that answered, but not as its canary must be answered, has failed; one that did not answer has not been tried.
        return result.Outcome is Outcome.NoHit or Outcome.FailedVerification or Outcome.Hit or Outcome.Referred or Outcome.UnderReview or Outcome.Refused
            ? new SelfTestResult(slot, false, "The canary was not found.")
            : new SelfTestResult(slot, null, result.Message);
    }
}
