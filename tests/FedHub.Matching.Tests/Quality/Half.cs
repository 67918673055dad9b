namespace FedHub.Matching.Tests.Quality;

/// <summary>Splits persons in halves by a hash of their id: one to develop on, one to check on.</summary>
internal static class Half
{
    /// <summary>FNV-1a, then mixed, because its lowest bit alone is no more than the parity of the letters.</summary>
    public static bool IsSecond(string id)
    {
        var hash = 2166136261;
        foreach (var c in id)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        hash = unchecked((hash ^ (hash >> 15)) * 0x2c1b3c6d);
        return ((hash ^ (hash >> 12)) & 1) == 1;
    }
}
