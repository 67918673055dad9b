namespace FedHub.Node.Review;

/// <summary>What came of the hits that one kind of key made.</summary>
/// <param name="Kind">Kind of key.</param>
/// <param name="Disclosed">All.</param>
/// <param name="Confirmed">The person or thing searched.</param>
/// <param name="Wrong">Another.</param>
/// <param name="Unclear">Not to be said.</param>
internal sealed record KeyKindTally(string Kind, int Disclosed, int Confirmed, int Wrong, int Unclear);
