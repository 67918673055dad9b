using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>Makes a hub's data directory. Nothing else does, and nothing is ever overwritten.</summary>
public static class HubInitializer
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes directory, keys, database and configuration, the configuration last.</summary>
    /// <returns>The descriptor for the federation's administrator.</returns>
    /// <exception cref="FedHubException">The directory is not empty, or a file given cannot be used; the message says which.</exception>
    public static HubDescriptor Init(HubInitOptions options)
    {
        var layout = new HubDirectoryLayout(Path.GetFullPath(options.DataDirectory));
        if (Directory.Exists(layout.Root) && Directory.EnumerateFileSystemEntries(layout.Root).Any())
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, "The data directory is not empty; init never overwrites. Choose another one.");
        }

        // Read before anything is made, so that a wrong path leaves nothing behind.
        var json = ConfigurationOf(options, layout).ToJson();
        var configuration = HubConfiguration.Parse(json, layout);
        using var identity = HubIdentity.Load(configuration, TimeProvider.System);
        var trust = HubParts.TrustOf(configuration);

        foreach (var directory in new[] { layout.Root, layout.KeyDirectory, layout.FilterDirectory })
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(directory);
            }
            else
            {
                Directory.CreateDirectory(directory, OwnerOnly);
            }
        }

        var signingKey = HubKeys.Create(layout);
        HubDatabase.Create(layout);
        var logKey = LogInitializer.Init(layout, trust.Federation);

        // Last: without it the hub does not start, so a crash before leaves something that is plainly unfinished.
        DurableFile.TryWrite(layout.ConfigurationFile, json, overwrite: false);
        return new HubDescriptor(identity.Spki, signingKey, logKey);
    }

    private static HubConfiguration ConfigurationOf(HubInitOptions options, HubDirectoryLayout layout) => new()
    {
        Listen = options.Listen,
        EnrolmentListen = options.EnrolmentListen,
        Log = options.Log,
        Tls = new HubTlsFiles
        {
            CertFile = Path.GetFullPath(options.CertFile),
            KeyFile = Path.GetFullPath(options.KeyFile),
            CaFile = Path.GetFullPath(options.CaFile),
        },
        FederationTrustFile = Path.GetFullPath(options.FederationTrustFile),
        Development = options.Development,
        Limits = options.Limits,
        Layout = layout,
    };
}
