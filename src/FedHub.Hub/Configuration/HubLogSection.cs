namespace FedHub.Hub;

/// <summary>How the log is served over plain HTTPS: checkpoint, tiles and, to those entitled, openings.</summary>
public sealed record HubLogSection
{
    /// <summary>Tiles and checkpoint are for members and enrolled auditors, by their client certificates.</summary>
    public const string Members = "members";

    /// <summary>Tiles and checkpoint are for everybody; openings stay for those entitled.</summary>
    public const string Public = "public";

    /// <summary>Address and port, such as <c>0.0.0.0:7445</c>; null serves the log to nobody. Default null.</summary>
    public string? Listen { get; init; }

    /// <summary><see cref="Members"/> or <see cref="Public"/>. Default members.</summary>
    public string Access { get; init; } = Members;

    /// <summary>TLS connections. Default 64.</summary>
    public int Connections { get; init; } = 64;
}
