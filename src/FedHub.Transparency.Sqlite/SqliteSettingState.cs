namespace FedHub.Transparency.Sqlite;

/// <summary>A setting as a connection says it back.</summary>
/// <param name="Name">The pragma.</param>
/// <param name="Actual">What it says.</param>
/// <param name="Expected">What it should say.</param>
public sealed record SqliteSettingState(string Name, string Actual, string Expected)
{
    /// <summary>Whether the two agree.</summary>
    public bool IsAsExpected => string.Equals(Actual, Expected, StringComparison.OrdinalIgnoreCase);
}
