using System.Diagnostics;

namespace FedHub.Transparency.Tests;

/// <summary>Go's checksum-database packages, built once from <c>tests/tlog-go</c> with what Debian ships.</summary>
public sealed class GoReader : IDisposable
{
    private static readonly TimeSpan _buildTimeout = TimeSpan.FromMinutes(5);

    private readonly TemporaryDirectory _directory = new();

    public GoReader()
    {
        var folder = ReaderProcess.Folder("tlog-go");
        var program = _directory.File("reader");
        Build(folder, program);
        Process = ReaderProcess.Start(program, folder);
    }

    internal ReaderProcess Process { get; }

    public void Dispose()
    {
        Process.Dispose();
        _directory.Dispose();
    }

    private void Build(string folder, string program)
    {
        const string packages = "/usr/share/gocode";
        Directory.Exists(Path.Combine(packages, "src/golang.org/x/mod/sumdb"))
            .ShouldBeTrue("Go's packages are not installed. Run: apt-get install golang-go golang-golang-x-mod-dev");
        var start = new ProcessStartInfo("go", ["build", "-o", program, "."])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            Environment = { ["GO111MODULE"] = "off", ["GOPATH"] = packages, ["GOCACHE"] = _directory.File("cache"), ["GOFLAGS"] = string.Empty },
        };
        using var build = System.Diagnostics.Process.Start(start).ShouldNotBeNull("Go is not installed.");
        if (!build.WaitForExit(_buildTimeout))
        {
            build.Kill(entireProcessTree: true);
        }

        build.ExitCode.ShouldBe(0, "tests/tlog-go does not build");
    }
}
