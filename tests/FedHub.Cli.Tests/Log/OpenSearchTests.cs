using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Records;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency;
using Google.Protobuf;

namespace FedHub.Cli.Tests.Log;

public sealed class OpenSearchTests : IDisposable
{
    private readonly AuditLogFolder _log = new();
    private readonly SealedSearches _searches = new();
    private readonly TestTerminal _terminal = new();

    [Fact]
    public async Task OpenSearch_HonestSearch_IsProvenNoLessAndNoMore()
    {
        var (query, record) = _searches.Add(_log, "o-1", "KGZ:AN1234567", "KGZ:AN7654321");
        SealedSearches.Keep(_log, query, record);
        await FetchAsync();

        (await OpenAsync(query, "--passport", "KGZ:AN1234567", "--passport", "KGZ:AN7654321")).ShouldBe(0);

        _terminal.Output.ShouldContain("case      2026-17");
        _terminal.Output.ShouldContain("AN1234567");
        _terminal.Output.ShouldContain("proven    KGZ/persons/document: 6 key(s) and 2 of padding make exactly the elements that were sent");
        _terminal.Output.ShouldContain("proven    UZB/persons/document");
        _terminal.Output.ShouldContain("proven    case file, document: 6 key(s), no less and no more");
        _terminal.Output.ShouldNotContain("FAILED");
    }

    [Fact]
    public async Task OpenSearch_CaseFileThatSaysLess_ShowsThatMoreWasSearched()
    {
        var (query, record) = _searches.Add(_log, "o-1", "KGZ:AN1234567", "KGZ:AN7654321");
        SealedSearches.Keep(_log, query, record);
        await FetchAsync();

        (await OpenAsync(query, "--passport", "KGZ:AN1234567")).ShouldBe(4);
        _terminal.Output.ShouldContain("FAILED    case file, document: 0 key(s) of the file were not searched, 3 were searched that are not in the file");
        (await OpenAsync(query, "--passport", "KGZ:AN0000001", "--json")).ShouldBe(4);
        _terminal.Output.ShouldContain("\"proven\":false");
    }

    [Fact]
    public async Task OpenSearch_RecordThatSaysOtherThanWasSent_IsProvenFalse()
    {
        // A gateway that sends elements of another passport than its record says: the digest of the record in the log is right.
        var query = QueryId.New(TimeProvider.System);
        var (said, _) = SealedSearches.Record(query, SealedSearches.Keys("KGZ:AN1234567"));
        var (_, sent) = SealedSearches.Record(query, SealedSearches.Keys("KGZ:AN7654321"));
        var sealedRecord = _searches.Auditor.PublicKey.Seal(said.ToByteArray());
        _log.Add(SealedSearches.Entry(query, "o-1", Digest.Of(sealedRecord), sent));
        SealedSearches.Keep(_log, query, sealedRecord);
        await FetchAsync();

        (await OpenAsync(query)).ShouldBe(4);

        _terminal.Output.ShouldContain("proven    the record is the one whose digest the officer signed and the log holds");
        _terminal.Output.ShouldContain("FAILED    KGZ/persons/document: the elements that were sent are others than the record makes");
    }

    [Fact]
    public async Task OpenSearch_PaddingThatIsAKey_IsProvenFalse()
    {
        // Two keys sent, one in the record: the second stands where padding should be.
        var query = QueryId.New(TimeProvider.System);
        var (record, sent) = SealedSearches.Record(query, SealedSearches.Keys("KGZ:AN1234567", "KGZ:AN7654321"));
        record.Classes[0].SearchKeys.RemoveAt(1);
        record.Classes[0].Blinds.RemoveAt(1);
        var sealedRecord = _searches.Auditor.PublicKey.Seal(record.ToByteArray());
        _log.Add(SealedSearches.Entry(query, "o-1", Digest.Of(sealedRecord), sent));
        SealedSearches.Keep(_log, query, sealedRecord);
        await FetchAsync();

        (await OpenAsync(query)).ShouldBe(4);
    }

    [Fact]
    public async Task OpenSearch_RecordExchangedLater_IsFound()
    {
        var (query, _) = _searches.Add(_log, "o-1", "KGZ:AN1234567");
        var (other, _) = SealedSearches.Record(query, SealedSearches.Keys("KGZ:AN1234567"));
        SealedSearches.Keep(_log, query, _searches.Auditor.PublicKey.Seal(other.ToByteArray()));
        await FetchAsync();

        (await OpenAsync(query)).ShouldBe(4);

        _terminal.Output.ShouldContain("FAILED    the record is the one whose digest the officer signed and the log holds");
    }

    [Fact]
    public async Task OpenSearch_NoRecordOrNoEntry_CouldNotCheck()
    {
        var (query, record) = _searches.Add(_log, "o-1", "KGZ:AN1234567");
        await FetchAsync();
        (await OpenAsync(query)).ShouldBe(3);

        SealedSearches.Keep(_log, query, record);
        (await OpenAsync(QueryId.New(TimeProvider.System))).ShouldBe(3);
        (await _terminal.RunAsync("log", "open-search", "nonsense", "--copy", _log.File("copy"), "--policy", _log.Policy, "--records", _log.File("records"), "--key", _log.Policy)).ShouldBe(2);
    }

    [Fact]
    public void Record_Fuzzed_IsRefusedOrDoesNotMakeTheElements()
    {
        var query = QueryId.New(TimeProvider.System);
        var (record, elements) = SealedSearches.Record(query, SealedSearches.Keys("KGZ:AN1234567"));
        var plain = record.ToByteArray();
        var entry = new OpenedEntry(0, default, OpeningForm.Whole, SealedSearches.Entry(query, "o-1", Digest.Of([]), elements), null);
        var random = new Random(5);

        for (var i = 0; i < 300; i++)
        {
            var altered = plain.ToArray();
            altered[random.Next(altered.Length)] ^= (byte)(1 << random.Next(8));
            var bytes = _searches.Auditor.PublicKey.Seal(i % 7 == 0 ? altered[..random.Next(altered.Length)] : altered);
            if (OpenedRecord.TryOpen(bytes, _searches.Auditor, out var opened))
            {
                // Only the case reference and the padding that one key does not need can differ without a trace in the elements.
                var holds = RecordProof.Check(entry, bytes, opened).Skip(2).All(check => check.Holds);
                holds.ShouldBe(opened.Classes.TryGetValue(IdentifierClass.Document, out var document) && document.Elements.SequenceEqual(elements) && opened.Classes.Count == 1 && opened.QueryId == query);
            }
        }
    }

    [Fact]
    public void Record_SealedToSomebodyElse_DoesNotOpen()
    {
        using var other = SealingKey.Generate();
        var (record, _) = SealedSearches.Record(QueryId.New(TimeProvider.System), SealedSearches.Keys("KGZ:AN1234567"));

        OpenedRecord.TryOpen(other.PublicKey.Seal(record.ToByteArray()), _searches.Auditor, out _).ShouldBeFalse();
        OpenedRecord.TryOpen([], _searches.Auditor, out _).ShouldBeFalse();
    }

    [Fact]
    public async Task CrossCheck_FindsWhatOneSideLacks()
    {
        var (same, sameRecord) = _searches.Add(_log, "o-1", "KGZ:AN1234567");
        var (gone, _) = _searches.Add(_log, "o-1", "KGZ:AN1234567");
        var (changed, _) = _searches.Add(_log, "o-2", "KGZ:AN1234567");
        var unsent = QueryId.New(TimeProvider.System);
        SealedSearches.Keep(_log, same, sameRecord);
        SealedSearches.Keep(_log, changed, [1, 2, 3]);
        SealedSearches.Keep(_log, unsent, [4]);
        await FetchAsync();

        (await CrossCheckAsync()).ShouldBe(4);

        _terminal.Output.ShouldContain("1 searches are in the log and have the sealed record that the log names.");
        _terminal.Output.ShouldContain($"NO RECORD     {gone}");
        _terminal.Output.ShouldContain($"OTHER RECORD  {changed}");
        _terminal.Output.ShouldContain($"NOT IN LOG    {unsent}");
    }

    [Fact]
    public async Task CrossCheck_BothAgree_IsOk_AndARecordTooManyIsPartial()
    {
        var (query, record) = _searches.Add(_log, "o-1", "KGZ:AN1234567");
        SealedSearches.Keep(_log, query, record);
        await FetchAsync();
        (await CrossCheckAsync()).ShouldBe(0);

        SealedSearches.Keep(_log, QueryId.New(TimeProvider.System), record);
        (await CrossCheckAsync()).ShouldBe(5);
        (await CrossCheckAsync("--until", "2026-03-02")).ShouldBe(5);
    }

    [Fact]
    public async Task CrossCheck_OfMetadata_ComparesNothingAndAccusesNobody()
    {
        var (query, record) = _searches.Add(_log, "o-1", "KGZ:AN1234567");
        SealedSearches.Keep(_log, query, record);
        _log.ServeMetadata();
        await FetchAsync();

        (await CrossCheckAsync()).ShouldBe(3);

        _terminal.Output.ShouldContain("0 searches are in the log and have the sealed record");
        _terminal.Output.ShouldContain("COULD NOT CHECK  1 searches are in the log with metadata alone");
        _terminal.Output.ShouldNotContain("OTHER RECORD");
        _terminal.Output.ShouldNotContain("NOT IN LOG");
    }

    [Fact]
    public async Task Metadata_WithFieldsThatAreWithheld_AreRefused()
    {
        var (query, record) = _searches.Add(_log, "o-1", "KGZ:AN1234567");
        SealedSearches.Keep(_log, query, record);
        await FetchAsync();

        // Everything that the log holds, with another officer, as metadata: no nonce, so that no leaf speaks against it.
        _log.ServeMetadata(payload => payload with { Details = payload.Details.RemoveAll(detail => detail.Name == "officer").Add(new("officer", "o-forged")) });
        await _log.PublishAsync();
        (await _terminal.RunAsync("log", "verify", _log.Log, "--policy", _log.Policy)).ShouldBe(3);
        _terminal.Output.ShouldContain("what is served as the metadata of entry 0 has fields that are no metadata");
        File.Copy(Path.Combine(_log.Log, "openings/000.p/1"), Path.Combine(_log.File("copy"), "openings/000.p/1"), overwrite: true);

        (await CrossCheckAsync()).ShouldBe(3);
        _terminal.Error.ShouldContain("has fields that are no metadata");
    }

    [Fact]
    public async Task CrossCheck_SearchWhosePayloadIsErased_IsNotNamedAsMissing()
    {
        var now = TimeProvider.System.GetUtcNow();
        var (query, elements) = (QueryId.New(TimeProvider.System), SealedSearches.Record(QueryId.New(TimeProvider.System), SealedSearches.Keys("KGZ:AN1234567")).Elements);
        _log.Add(SealedSearches.Entry(query, "o-1", Digest.Of([]), elements), now);
        _log.Erase(AuditKind.QuerySubmitted, 0, 0, 1, 0);
        SealedSearches.Keep(_log, query, []);
        await FetchAsync();

        (await CrossCheckAsync()).ShouldBe(3);

        _terminal.Output.ShouldContain("COULD NOT CHECK  1 entries of that time were erased from the hub's log and may be such searches");
        _terminal.Output.ShouldNotContain("NOT IN LOG");
    }

    [Fact]
    public async Task CrossCheck_RecordOfAnotherTimeThanWhatWasErased_IsStillNamed()
    {
        _searches.Add(_log, "o-1", "KGZ:AN1234567");
        _log.Erase(AuditKind.QuerySubmitted, 0, 0, 1, 0);
        SealedSearches.Keep(_log, QueryId.New(TimeProvider.System), [1]);
        await FetchAsync();

        (await CrossCheckAsync()).ShouldBe(5);

        _terminal.Output.ShouldContain("NOT IN LOG");
    }

    [Fact]
    public async Task Unusual_WithTheAuditorsKey_NamesRepeatedAndNeighbouringSearchesAndMissingRecords()
    {
        foreach (var document in (string[])["KGZ:AN1000001", "KGZ:AN1000002", "KGZ:AN1000004", "KGZ:AN9999999", "KGZ:AN9999999", "KGZ:AN9999999"])
        {
            var (query, record) = _searches.Add(_log, "o-1", document);
            SealedSearches.Keep(_log, query, record);
        }

        _searches.Add(_log, "o-2", "KGZ:AN5555555");
        await FetchAsync();
        var (key, passphrase) = _searches.WriteKey(_log);

        (await _terminal.RunAsync("log", "unusual", "--copy", _log.File("copy"), "--policy", _log.Policy, "--records", _log.File("records"), "--key", key, "--passphrase-file", passphrase)).ShouldBe(0);

        _terminal.Output.ShouldContain("KAZ/o-1  the same document in 3 searches");
        _terminal.Output.ShouldContain("KAZ/o-1  3 document numbers that lie next to each other");
        _terminal.Output.ShouldContain("without a sealed record");
        _terminal.Output.ShouldNotContain("9999999");
    }

    public void Dispose()
    {
        _searches.Dispose();
        _log.Dispose();
        _terminal.Dispose();
    }

    private async Task FetchAsync()
    {
        await _log.PublishAsync();
        (await _terminal.RunAsync("log", "fetch", _log.Log, "--copy", _log.File("copy"), "--policy", _log.Policy)).ShouldBe(0);
    }

    private Task<int> OpenAsync(QueryId query, params string[] caseFile)
    {
        var (key, passphrase) = File.Exists(_log.File("auditor.key")) ? (_log.File("auditor.key"), _log.File("passphrase")) : _searches.WriteKey(_log);
        return _terminal.RunAsync(
        [
            "log", "open-search", query.ToString(), "--copy", _log.File("copy"), "--policy", _log.Policy, "--records", _log.File("records"),
            "--key", key, "--passphrase-file", passphrase, .. caseFile,
        ]);
    }

    private Task<int> CrossCheckAsync(params string[] more) =>
        _terminal.RunAsync(["log", "crosscheck", "--hub", _log.File("copy"), "--node", _log.File("records"), "--policy", _log.Policy, "--member", "KAZ", .. more]);
}
