using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedHub.Benchmarks;

const string ProcessorFile = "/proc/cpuinfo";

// Usage: dotnet run -c Release --project tests/FedHub.Benchmarks -- NAME [--json]
var benchmarks = new Dictionary<string, Func<CancellationToken, Task<JsonObject>>>(StringComparer.Ordinal)
{
    ["grpc"] = new GrpcBenchmark().RunAsync,
    ["import"] = new ImportBenchmark().RunAsync,
    ["linkage"] = _ => Task.FromResult(LinkageBenchmark.Run()),
    ["log"] = LogBenchmark.RunAsync,
    ["search"] = SearchBenchmark.RunAsync,
    ["verify"] = VerifyBenchmark.RunAsync,
    ["voprf"] = _ => Task.FromResult(new VoprfBenchmark().Run()),
};
if (args is not [{ } name, ..] || !benchmarks.TryGetValue(name, out var run))
{
    Console.Error.WriteLine("Name one of: " + string.Join(", ", benchmarks.Keys));
    return 2;
}

var result = await run(CancellationToken.None);
// Without machine and build a figure says nothing.
result["machine"] = new JsonObject
{
    ["commit"] = typeof(SearchBenchmark).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[^1],
    ["processor"] = File.Exists(ProcessorFile)
        ? File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1]
        : null,
    ["processors"] = Environment.ProcessorCount,
    ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
    ["runtime"] = RuntimeInformation.FrameworkDescription,
    ["os"] = RuntimeInformation.OSDescription,
};
var indented = new JsonSerializerOptions { WriteIndented = !args.Contains("--json", StringComparer.Ordinal) };
Console.WriteLine(result.ToJsonString(indented));
return 0;
