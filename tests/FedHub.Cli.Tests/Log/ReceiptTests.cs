using System.Text.Json;
using FedHub.Cli.Log.Receipts;
using FedHub.Cryptography.Match;
using FedHub.Transparency;

namespace FedHub.Cli.Tests.Log;

public sealed class ReceiptTests : IDisposable
{
    private readonly AuditLogFolder _log = new();
    private readonly TestTerminal _terminal = new();

    [Fact]
    public async Task Prove_Entry_GivesAReceiptThatVerifiesWithoutTheLog()
    {
        await _log.AddMany(5).PublishAsync();
        var receipt = _log.File("entry.tlog-proof");
        (await _terminal.RunAsync("log", "prove", "3", _log.Log, "--policy", _log.Policy, "--out", receipt)).ShouldBe(0);
        Directory.Delete(_log.Log, recursive: true);
        using var terminal = new TestTerminal();

        (await terminal.RunAsync("receipt", "verify", receipt, "--policy", _log.Policy)).ShouldBe(0);

        terminal.Output.ShouldStartWith("proven     entry 3 is in the log, of which 5 entries were signed");
        terminal.Output.ShouldContain("says       answer-delivered KGZ q3");
        terminal.Output.ShouldContain("outcome: ANSWERED");
    }

    [Fact]
    public async Task Prove_PayloadWithControlCharacters_CannotFeignALineOrAnEscape()
    {
        _log.Add(new AuditPayload(AuditKind.AnswerDelivered, MemberId.Parse("KGZ"), "q1", [new("agency", "police\nproven     entry 9\u001b[2J")]));
        await _log.PublishAsync();

        (await _terminal.RunAsync("log", "prove", "0", _log.Log, "--policy", _log.Policy, "--out", _log.File("r"))).ShouldBe(0);
        using var search = new TestTerminal();
        (await search.RunAsync("log", "search", "--copy", _log.Log, "--policy", _log.Policy)).ShouldBe(0);

        _terminal.Output.ShouldContain("agency: police proven     entry 9 [2J");
        search.Output.TrimEnd().Split('\n').Length.ShouldBe(1);
        (_terminal.Output + search.Output).ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task Prove_WithoutPayloads_GivesTheEntryAlone()
    {
        await _log.AddMany(5).PublishAsync();
        Directory.Delete(Path.Combine(_log.Log, "openings"), recursive: true);

        (await _terminal.RunAsync("log", "prove", "0", _log.Log, "--policy", _log.Policy, "--out", _log.File("r"))).ShouldBe(0);

        using var terminal = new TestTerminal();
        (await terminal.RunAsync("log", "prove", "0", _log.Log, "--policy", _log.Policy, "--out", _log.File("second"), "--json")).ShouldBe(0);
        var json = JsonDocument.Parse(terminal.Output).RootElement;
        json.GetProperty("verdict").GetString().ShouldBe("proven");
        json.GetProperty("index").GetInt64().ShouldBe(0);
        json.GetProperty("leafHash").GetString().ShouldBe(_log.Leaf(0).Hash().ToString());
        _terminal.Output.ShouldContain("leaf hash  " + _log.Leaf(0).Hash());
        _terminal.Output.ShouldNotContain("answer-delivered");
    }

    [Theory]
    [InlineData("5")]
    [InlineData("-1")]
    public async Task Prove_EntryThatIsNotThere_IsAUsageError(string index)
    {
        await _log.AddMany(5).PublishAsync();

        (await _terminal.RunAsync("log", "prove", "--policy", _log.Policy, "--out", _log.File("r"), "--", index, _log.Log)).ShouldBe(2);
    }

    [Fact]
    public async Task Prove_FileThatIsThere_IsNeverOverwritten()
    {
        await _log.AddMany(5).PublishAsync();

        (await _terminal.RunAsync("log", "prove", "1", _log.Log, "--policy", _log.Policy, "--out", _log.Write("kept", "kept"))).ShouldBe(2);

        (await File.ReadAllTextAsync(_log.File("kept"))).ShouldBe("kept");
    }

    [Fact]
    public async Task Verify_EveryAlteredByte_IsNotProven()
    {
        await _log.AddMany(5).PublishAsync();
        var receipt = _log.File("entry.tlog-proof");
        (await _terminal.RunAsync("log", "prove", "3", _log.Log, "--policy", _log.Policy, "--out", receipt)).ShouldBe(0);
        TrustPolicy.TryParse(await File.ReadAllBytesAsync(_log.Policy), out var policy, out _).ShouldBeTrue();
        var bytes = await File.ReadAllBytesAsync(receipt);

        for (var at = 0; at < bytes.Length; at++)
        {
            var altered = bytes.ToArray();
            altered[at] ^= 0x04;
            ExitCode status;
            try
            {
                status = ReceiptCheck.Run(altered, null, policy, TimeProvider.System).ExitCode;
            }
            catch (CliFailureException failure)
            {
                status = failure.ExitCode;
            }

            status.ShouldNotBe(ExitCode.Ok, $"byte {at}");
        }
    }

    [Fact]
    public async Task Verify_PayloadOfAnotherEntry_Fails()
    {
        await _log.AddMany(5).PublishAsync();
        var source = new LogFolder(_log.Log);
        var path = await new LogProver(source, 5).ProveInclusionAsync(2, 5, CancellationToken.None);
        SignedCheckpoint.TryParse((await source.ReadCheckpointAsync(CancellationToken.None))!.Value.Span, out var checkpoint).ShouldBeTrue();
        var forged = new LogReceiptFile(new ReceiptContent(_log.Leaf(2), _log.Opening(1)).ToBytes(), 2, path!.Value, checkpoint);
        await File.WriteAllBytesAsync(_log.File("forged"), forged.ToBytes());

        (await _terminal.RunAsync("receipt", "verify", _log.File("forged"), "--policy", _log.Policy, "--json")).ShouldBe(4);

        var json = JsonDocument.Parse(_terminal.Output).RootElement;
        json.GetProperty("verdict").GetString().ShouldBe("failed");
        json.GetProperty("fault").GetString().ShouldBe("PayloadDiffers");
        json.TryGetProperty("entry", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Verify_ForAnEntryGivenFromOutside_HoldsOnlyForThatEntry()
    {
        await _log.AddMany(5).PublishAsync();
        var receipt = _log.File("entry.tlog-proof");
        (await _terminal.RunAsync("log", "prove", "3", _log.Log, "--policy", _log.Policy, "--out", receipt)).ShouldBe(0);
        await File.WriteAllBytesAsync(_log.File("leaf"), _log.Leaf(3).Encode());

        (await _terminal.RunAsync("receipt", "verify", receipt, "--policy", _log.Policy, "--entry", _log.File("leaf"))).ShouldBe(0);
        (await _terminal.RunAsync("receipt", "verify", receipt, "--policy", _log.Policy, "--leaf-hash", _log.Leaf(3).Hash().ToString())).ShouldBe(0);
        (await _terminal.RunAsync("receipt", "verify", receipt, "--policy", _log.Policy, "--leaf-hash", _log.Leaf(2).Hash().ToString())).ShouldBe(4);
        (await _terminal.RunAsync("receipt", "verify", receipt, "--policy", _log.Policy, "--leaf-hash", "short")).ShouldBe(2);
    }

    [Fact]
    public async Task Verify_WhatIsNoReceipt_IsAUsageError() =>
        (await _terminal.RunAsync("receipt", "verify", _log.Write("x", "not a receipt"), "--policy", _log.Policy, "--leaf-hash", new string('0', 64))).ShouldBe(2);

    [Fact]
    public void Content_OfAReceipt_RoundTripsOrIsRefused()
    {
        _log.AddMany(1);
        var whole = new ReceiptContent(_log.Leaf(0), _log.Opening(0)).ToBytes();

        for (var length = 0; length <= whole.Length; length++)
        {
            if (ReceiptContent.TryParse(whole.AsMemory(0, length), out var content))
            {
                content!.ToBytes().ShouldBe(whole[..length]);
            }
            else
            {
                length.ShouldBeLessThan(AuditLeaf.EncodedSize + AuditNonce.Size + 1);
            }
        }
    }

    public void Dispose()
    {
        _log.Dispose();
        _terminal.Dispose();
    }
}
