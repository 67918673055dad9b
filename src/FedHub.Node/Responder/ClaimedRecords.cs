using FedHub.Node.Index;
using FedHub.Node.Records;

namespace FedHub.Node.Responder;

/// <summary>The claims of one request, sorted by what they meet.</summary>
/// <param name="Records">Records that claims meet, scored over all of their claims.</param>
/// <param name="Canary">Claims that meet the canary.</param>
/// <param name="Ended">Claims whose epoch has ended.</param>
/// <param name="Nothing">Claims that meet nothing: no such tag, another token, a key or record that is gone.</param>
internal sealed record ClaimedRecords(
    IReadOnlyList<ClaimedRecord> Records, IReadOnlyList<int> Canary, IReadOnlyList<int> Ended, IReadOnlyList<int> Nothing)
{
    /// <summary>Looks each claim up and compares its token in constant time.</summary>
    public static ClaimedRecords Resolve(IReadOnlyList<Claim> claims, IOwnIndex index, DateTimeOffset now)
    {
        var hits = new Dictionary<RecordRowId, List<(int Claim, TagHit Hit)>>();
        List<int> canary = [], ended = [], nothing = [];
        for (var i = 0; i < claims.Count; i++)
        {
            var claim = claims[i];
            if (!index.HoldsEpoch(claim.Slot, claim.Epoch, now))
            {
                ended.Add(i);
            }
            else if (index.LookupTag(claim.Slot, claim.Epoch, claim.Tag) is not { } hit || !hit.Matches(claim.Token) || hit.Standing != TagStanding.Current)
            {
                nothing.Add(i);
            }
            else if (hit.IsCanary)
            {
                canary.Add(i);
            }
            else if (hits.TryGetValue(hit.RecordRowId, out var list))
            {
                list.Add((i, hit));
            }
            else
            {
                hits[hit.RecordRowId] = [(i, hit)];
            }
        }

        return new ClaimedRecords([.. hits.Select(pair => ClaimedRecord.From(pair.Key, pair.Value))], canary, ended, nothing);
    }
}
