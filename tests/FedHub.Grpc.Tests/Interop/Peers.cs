using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using FedHub.Grpc.Tests.Support;

namespace FedHub.Grpc.Tests.Interop;

/// <summary>Where the peers are and how to start them. Each method fails, and says what to install, when one is not there.</summary>
internal static class Peers
{
    private const string InstallRuby = "Install the Debian packages ruby-grpc and ruby-googleauth.";
    private const string InstallNode = "Install Node.js 18 or later and run: npm ci --prefix tests/interop";

    private static readonly Lazy<Task<string>> _gemDirectory = new(FindGemAsync);

    private static string Root { get; } = FindRoot();

    public static async Task<PeerProcess> RubyClientAsync(int port, bool tls, IEnumerable<string> cases) => PeerProcess.Start(
        "ruby",
        InstallRuby,
        [Path.Combine(Root, "tests/interop/ruby_client.rb"), await _gemDirectory.Value, $"{port}", tls ? "tls" : "plain", .. cases]);

    public static async Task<(PeerProcess Process, int Port)> RubyServerAsync(bool tls)
    {
        var port = FreePort();
        var script = Path.Combine(await _gemDirectory.Value, "src/ruby/pb/test/server.rb");
        var process = PeerProcess.Start("ruby", InstallRuby, [script, $"--port={port}", $"--use_tls={(tls ? "true" : "false")}"]);
        await Wait.UntilAsync(() => process.HasExited || Answers(port));
        return process.HasExited ? throw new InvalidOperationException($"The Ruby server ended early. {InstallRuby}\n{process.Output}") : (process, port);
    }

    /// <summary>The authority and the server identity that the official test programs trust; the name is foo.test.google.fr.</summary>
    public static async Task<(TlsTrust Trust, TlsIdentity Server)> RubyPkiAsync()
    {
        var data = Path.Combine(await _gemDirectory.Value, "spec/testdata");
        if (!Directory.Exists(data))
        {
            data = Path.Combine(await _gemDirectory.Value, "src/ruby/spec/testdata");
        }

        var root = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(data, "ca.pem"));
        var server = X509Certificate2.CreateFromPemFile(Path.Combine(data, "server1.pem"), Path.Combine(data, "server1.key"));
        return (TlsTrust.FromRoots([root]), new TlsIdentity(server));
    }

    public static PeerProcess Node(string script, Transport transport, PemFiles pem, int port, IEnumerable<string> cases)
    {
        var directory = Path.Combine(Root, "tests/interop");
        if (!Directory.Exists(Path.Combine(directory, "node_modules/@grpc/grpc-js")))
        {
            throw new InvalidOperationException($"The package @grpc/grpc-js is not installed. {InstallNode}");
        }

        var proto = Path.Combine(Root, "tests/FedHub.Grpc.Tests/protos/grpc/testing/interop.proto");
        return PeerProcess.Start(
            "node", InstallNode, [Path.Combine(directory, script), proto, transport.ToString(), pem.Directory, $"{port}", .. cases]);
    }

    private static async Task<string> FindGemAsync()
    {
        await using var process = PeerProcess.Start("ruby", InstallRuby, ["-e", "require 'googleauth'; puts \"GEM #{Gem::Specification.find_by_name('grpc').gem_dir}\""]);
        var output = await process.RunToEndAsync();
        return output.StartsWith("GEM ", StringComparison.Ordinal)
            ? output["GEM ".Length..].Trim()
            : throw new InvalidOperationException($"The gem grpc is not installed. {InstallRuby}\n{output}");
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "FedHub.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return directory.FullName;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
