using FedHub.Cryptography.Match;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>What <c>fedhub node policy test</c> asks.</summary>
/// <param name="Origin">Who would ask.</param>
/// <param name="Agency">Of which agency.</param>
/// <param name="Purpose">For which purpose.</param>
/// <param name="Category">About what kind of record.</param>
/// <param name="IsBulk">Whether in a bulk screening.</param>
public sealed record PolicyQuestion(MemberId Origin, string Agency, Purpose Purpose, RecordCategory Category, bool IsBulk);
