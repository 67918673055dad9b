namespace FedHub.Hub;

/// <summary>What <c>fedhub hub init</c> needs. Paths may be relative to the current directory.</summary>
public sealed record HubInitOptions
{
    /// <summary>Where the hub's files will be; missing or empty.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The hub's TLS certificate, PEM.</summary>
    public required string CertFile { get; init; }

    /// <summary>Its private key, PEM.</summary>
    public required string KeyFile { get; init; }

    /// <summary>The federation's CA, PEM.</summary>
    public required string CaFile { get; init; }

    /// <summary>The federation's trust file, JSON.</summary>
    public required string FederationTrustFile { get; init; }

    /// <summary>Address and port for members. Default <c>0.0.0.0:7443</c>.</summary>
    public string Listen { get; init; } = "0.0.0.0:7443";

    /// <summary>Address and port for nodes that have no certificate yet. Default null: no enrolments.</summary>
    public string? EnrolmentListen { get; init; }

    /// <summary>How the log is served. Default: it is not.</summary>
    public HubLogSection Log { get; init; } = new();

    /// <summary>Allows the development CA. Default false.</summary>
    public bool Development { get; init; }

    /// <summary>Limits. Default: those of <see cref="HubLimits"/>.</summary>
    public HubLimits Limits { get; init; } = new();
}
