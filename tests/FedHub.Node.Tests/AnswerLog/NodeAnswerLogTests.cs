using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.AnswerLog;
using FedHub.Node.Tests.Storage;
using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedHub.Node.Tests.AnswerLog;

public sealed class NodeAnswerLogTests : IAsyncLifetime
{
    private static readonly MemberId _kaz = MemberId.Parse("KAZ");

    private TestNode _node = null!;

    public async Task InitializeAsync() => _node = await TestNode.CreateAsync();

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Start_AfterACrash_SignsWhatWasDurableAndNotSigned()
    {
        using (var before = Open())
        {
            await before.StartAsync(CancellationToken.None);
            await AppendAsync(3);
            before.Published!.Head.Size.ShouldBe(0);
        }

        using var log = Open();
        await log.StartAsync(CancellationToken.None);
        await log.PublishRestAsync();

        log.Published!.Head.Size.ShouldBe(3);
        Fsck().IsWhole.ShouldBeTrue();
        Fsck().Published.ShouldNotBeNull().Size.ShouldBe(3);
    }

    [Fact]
    public async Task Run_WhatIsAppendedMeanwhile_IsSignedTogether()
    {
        using var log = new NodeAnswerLog(_kaz, _node.Keys.LogKey, _node.Database, TimeProvider.System, NullLogger<NodeAnswerLog>.Instance);
        using var stop = new CancellationTokenSource();
        await log.StartAsync(CancellationToken.None);
        var running = log.RunAsync(stop.Token);

        await AppendAsync(5);
        await Task.Run(async () =>
        {
            while (log.Published!.Head.Size < 5)
            {
                await Task.Yield();
            }
        }).WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30));

        Fsck().CheckpointCount.ShouldBe(2);
    }

    [Fact]
    public async Task Start_WithTheKeyOfAnotherLog_IsRefused()
    {
        using var other = SigningKey.Generate();
        using var log = new NodeAnswerLog(_kaz, other, _node.Database, _node.Time, NullLogger<NodeAnswerLog>.Instance);

        var refused = await Should.ThrowAsync<FedHubException>(() => log.StartAsync(CancellationToken.None));

        refused.Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);
        refused.Message.ShouldContain("keys/log.key");
    }

    [Fact]
    public async Task Start_AsAnotherMember_IsRefused()
    {
        using var log = new NodeAnswerLog(MemberId.Parse("UZB"), _node.Keys.LogKey, _node.Database, _node.Time, NullLogger<NodeAnswerLog>.Instance);

        await Should.ThrowAsync<FedHubException>(() => log.StartAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("DELETE FROM log_head", "no log")]
    [InlineData("DELETE FROM log_entry WHERE idx = 1; UPDATE log_next SET next = 2", "fewer log entries")]
    [InlineData("UPDATE log_entry SET leaf_hash = zeroblob(32) WHERE idx = 2", "do not lead to its last checkpoint")]
    public async Task Start_OnADamagedLog_IsRefused(string damage, string why)
    {
        await AppendAsync(3);
        using (var before = Open())
        {
            await before.StartAsync(CancellationToken.None);
            await before.PublishRestAsync();
        }

        await ExecuteAsync(damage);
        using var log = Open();

        (await Should.ThrowAsync<FedHubException>(() => log.StartAsync(CancellationToken.None))).Message.ShouldContain(why);
    }

    [Fact]
    public async Task Run_OnAnEntryAlteredBeforeItWasSigned_EndsTheNode()
    {
        await AppendAsync(2);
        await ExecuteAsync("UPDATE log_entry SET payload = X'00' WHERE idx = 1");
        using var log = Open();
        await log.StartAsync(CancellationToken.None);

        var ended = await Should.ThrowAsync<FedHubException>(() => log.RunAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)));

        ended.Message.ShouldContain("read back is not the one that was acknowledged");
        log.Published!.Head.Size.ShouldBe(0);
    }

    [Fact]
    public async Task Export_OfANode_IsALogThatItsPolicyVerifies()
    {
        await AppendAsync(300);
        using var log = Open();
        await log.StartAsync(CancellationToken.None);
        await log.PublishRestAsync();
        var folder = Path.Combine(_node.Layout.Root, "export");

        SqliteLogExport.Run(_node.Layout.DatabaseFile, folder, null, CancellationToken.None).Finding.ShouldBeNull();

        var listed = MemberLog.Of(_node.Descriptor.Member, _node.Time.GetUtcNow().AddMinutes(1)).ShouldNotBeNull();
        SignedCheckpoint.TryParse(await File.ReadAllBytesAsync(Path.Combine(folder, "checkpoint")), out var checkpoint).ShouldBeTrue();
        listed.Policy.Verify(checkpoint!, _node.Time.GetUtcNow().AddMinutes(5)).IsAccepted.ShouldBeTrue();
        var verified = await new LogVerifier(new LogFolder(folder), new LogVerifierOptions { IsEntry = LogVerifierOptions.AuditLeaves })
            .VerifyAsync(checkpoint!.Head, LogVerifierState.Start, CancellationToken.None);
        verified.IsVerified.ShouldBeTrue();
        checkpoint.Head.Size.ShouldBe(300);
    }

    private NodeAnswerLog Open() => new(_kaz, _node.Keys.LogKey, _node.Database, _node.Time, NullLogger<NodeAnswerLog>.Instance);

    private LogFsckReport Fsck() => SqliteLogFsck.Run(_node.Layout.DatabaseFile, LogNames.NodeLogKey(_kaz, _node.Keys.LogKey.PublicKey), null, CancellationToken.None);

    private Task<IReadOnlyList<LogReceipt>> AppendAsync(int count) => _node.Database.WriteLoggedAsync(
        (connection, transaction) => SqliteLogStore.Append(
            connection, transaction,
            [.. Enumerable.Range(0, count).Select(number => NewLogEntry.Create(
                IdempotencyKey.Derive(AuditKind.LetterTaken, BitConverter.GetBytes(number)), _node.Time.GetUtcNow(), new AuditPayload(AuditKind.LetterTaken, _kaz, $"{number}", [])))]),
        CancellationToken.None);

    private Task<int> ExecuteAsync(string sql) => _node.Database.WriteAsync(
        connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteNonQuery();
        },
        CancellationToken.None);
}
