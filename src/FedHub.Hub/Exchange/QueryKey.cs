using FedHub.Cryptography.Match;

namespace FedHub.Hub;

/// <summary>Names a query at the hub: its id means something only together with who asked.</summary>
internal readonly record struct QueryKey(MemberId Origin, QueryId Id);
