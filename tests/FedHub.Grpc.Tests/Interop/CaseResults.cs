using System.Collections.Concurrent;

namespace FedHub.Grpc.Tests.Interop;

/// <summary>Runs all cases of a peer's client in one process a transport, and gives each test its case's result.</summary>
internal sealed class CaseResults(Func<Transport, Task<string>> run)
{
    private readonly ConcurrentDictionary<Transport, Lazy<Task<string>>> _outputs = new();

    public async Task ShouldPassAsync(Transport transport, string name)
    {
        var output = await _outputs.GetOrAdd(transport, key => new Lazy<Task<string>>(() => run(key))).Value;
        output.Split('\n').ShouldContain(line => line == $"RESULT {name} ok", output);
    }
}
