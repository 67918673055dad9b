namespace FedHub.Transparency.Tests;

/// <summary>Sigstore's verifier in Node.js, from <c>tests/tlog-sigstore</c>.</summary>
public sealed class SigstoreReader : IDisposable
{
    public SigstoreReader()
    {
        var folder = ReaderProcess.Folder("tlog-sigstore");
        Directory.Exists(Path.Combine(folder, "node_modules", "@sigstore", "verify"))
            .ShouldBeTrue("@sigstore/verify is not installed. Run: npm ci --prefix tests/tlog-sigstore (needs Node.js 20.17 or later).");
        Process = ReaderProcess.Start("node", folder, "peer.js");
    }

    internal ReaderProcess Process { get; }

    public void Dispose() => Process.Dispose();
}
