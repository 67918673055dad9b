using System.Text.Json;
using FedHub.Node.Keys;
using FedHub.Node.Storage;
using FedHub.Protocol;
using FedHub.Cryptography.Match;
using Microsoft.Data.Sqlite;

namespace FedHub.Cli.Tests.NodeAdmin;

/// <summary><c>fedhub node log</c> on a folder whose node does not run.</summary>
public sealed class NodeLogCommandTests : IAsyncLifetime, IDisposable
{
    private readonly TestTerminal _terminal = new();
    private NodeFolder _node = null!;

    public async Task InitializeAsync() => _node = await NodeFolder.CreateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _node.Dispose();
        _terminal.Dispose();
    }

    [Fact]
    public async Task Export_IsReadByLogVerify_AndFsckFindsItWhole()
    {
        var policy = Policy();

        (await _terminal.RunAsync("node", "log", "fsck", "--data", _node.Path, "--policy", policy)).ShouldBe(0);
        _terminal.Output.ShouldContain("whole: 0 entries");
        (await _terminal.RunAsync("node", "log", "export", "--data", _node.Path, "--to", _node.FileOf("answers"), "--json")).ShouldBe(0);
        using var document = JsonDocument.Parse(_terminal.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
        document.RootElement.GetProperty("size").GetInt64().ShouldBe(0);
        document.RootElement.GetProperty("notSigned").GetInt64().ShouldBe(0);
        document.RootElement.GetProperty("log").GetString()!.ShouldStartWith("KAZ.fedhub/node-log/");
        (await _terminal.RunAsync("log", "verify", _node.FileOf("answers"), "--policy", policy)).ShouldBe(0);
        _terminal.Output.ShouldContain("verified   all 0 entries");
    }

    [Fact]
    public async Task Log_WhoseHeadIsGone_IsDamagedForAllThree()
    {
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_node.Path, "node.db")};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM log_head";
            command.ExecuteNonQuery();
        }

        (await _terminal.RunAsync("node", "log", "fsck", "--data", _node.Path)).ShouldBe(4);
        _terminal.Output.ShouldContain("the head is not the last checkpoint that was signed");
        (await _terminal.RunAsync("node", "log", "export", "--data", _node.Path, "--to", _node.FileOf("answers"))).ShouldBe(4);
        _terminal.Error.ShouldContain("there is no signed checkpoint");
        (await _terminal.RunAsync("doctor", "--data", _node.Path, "--json")).ShouldNotBe(0);
        _terminal.Output.ShouldContain("\"code\":\"answer-log-damaged\"");
    }

    [Fact]
    public async Task Export_IntoTheCopyOfAnotherLog_IsRefusedAndSaysWhatToDo()
    {
        using var hub = new Log.AuditLogFolder();
        await hub.AddMany(3).PublishAsync();
        var checkpoint = await File.ReadAllBytesAsync(Path.Combine(hub.Log, "checkpoint"));

        (await _terminal.RunAsync("node", "log", "export", "--data", _node.Path, "--to", hub.Log)).ShouldBe(4);

        _terminal.Error.ShouldContain("the folder is of another log, test.fedhub/log/1");
        _terminal.Error.ShouldContain("Give each log a folder of its own");
        (await File.ReadAllBytesAsync(Path.Combine(hub.Log, "checkpoint"))).ShouldBe(checkpoint);
    }

    [Fact]
    public async Task Folder_WithoutANode_IsWrongUse()
    {
        (await _terminal.RunAsync("node", "log", "fsck", "--data", _node.FileOf("nothing"))).ShouldBe(2);
        _terminal.Error.ShouldContain("There is no node.db in this folder");
        (await _terminal.RunAsync("node", "log", "export", "--data", _node.FileOf("nothing"), "--to", _node.FileOf("answers"))).ShouldBe(2);
    }

    private string Policy()
    {
        using var keys = NodeKeys.Open(new NodeDirectoryLayout(_node.Path));
        return _node.Write("node-KAZ.policy", $"log {LogNames.NodeLogKey(MemberId.Parse("KAZ"), keys.LogKey.PublicKey)}\nquorum none\n");
    }
}
