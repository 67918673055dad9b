using System.Text.Json;
using FedHub.Federation.Tests.Support;

namespace FedHub.Federation.Tests;

/// <summary><c>fedhub hub auditors</c> against a running hub, as a script uses it.</summary>
[Collection(SharedFederation.Name)]
public sealed class AuditorListTests(LiveFederation federation)
{
    [Fact]
    public async Task Auditor_AddedListedAndRemoved_IsTheSameInEachDocument()
    {
        federation.Files.Pki.Issue("auditor");
        var added = await RunAsync("add", "--name", "Court of Audit", "--regional", "--certificate", federation.Files.Pki.CertificateFile("auditor"));
        var key = added.GetProperty("key").GetString().ShouldNotBeNull();
        key.Length.ShouldBe(64);
        added.GetProperty("name").GetString().ShouldBe("Court of Audit");
        added.GetProperty("regional").GetBoolean().ShouldBeTrue();
        added.GetProperty("country").ValueKind.ShouldBe(JsonValueKind.Null);

        (await RunAsync("list")).GetRawText().ShouldBe(added.GetRawText());
        (await RunAsync("remove", key)).GetProperty("key").GetString().ShouldBe(key);
        await using var list = await CliProcess.RunAsync("hub", "auditors", "list", "--data", federation.Files.HubFolder, "--json");
        list.Output.ShouldBeEmpty();
    }

    private async Task<JsonElement> RunAsync(params string[] arguments)
    {
        await using var process = await CliProcess.RunAsync(["hub", "auditors", .. arguments, "--data", federation.Files.HubFolder, "--json"]);
        process.ExitCode.ShouldBe(0, process.Error);
        return JsonDocument.Parse(process.Output).RootElement;
    }
}
