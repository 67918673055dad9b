using FedHub.Transparency;

namespace FedHub.Cli.Log.Sources;

/// <summary>A log as somebody published it: at an address, in a folder or in an archive. Nothing that it returns is trusted.</summary>
internal interface IPublishedLog : ITileSource, IDisposable
{
    /// <summary>Where it is, for messages.</summary>
    string Place { get; }

    /// <summary>Whether openings are expected to be beside the tiles.</summary>
    bool HasOpenings { get; }

    /// <summary>The checkpoint's bytes; null when there is none.</summary>
    ValueTask<ReadOnlyMemory<byte>?> ReadCheckpointAsync(CancellationToken cancellationToken);

    /// <summary>The openings of a bundle, of exactly the width named; null when there are none.</summary>
    ValueTask<ReadOnlyMemory<byte>?> ReadOpeningsAsync(BundleId bundle, CancellationToken cancellationToken);
}
