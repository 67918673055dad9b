using Dapper;
using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Letter.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using FedHub.Node.HubLink;
using FedHub.Node.Letters;
using FedHub.Node.Review;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Google.Protobuf;
using Microsoft.Data.Sqlite;
using HitMark = FedHub.Protocol.HitMark;

namespace FedHub.Node.Searches;

/// <summary>What officers do with searches that live on: look, follow, take back, confirm and judge.</summary>
internal sealed class SearchDesk(
    MemberId self, Func<SigningKey> nodeKey, NodeDatabase database, KeptSearchTable table, IHub hub, LetterOutbox letters, SearchFeed feed, TimeProvider clock)
{
    /// <summary>The officer's own searches, newest first.</summary>
    public ValueTask<IReadOnlyList<KeptSearch>> ListOwnAsync(string officer, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(connection => table.List(connection, officer, null, limit), cancellationToken);

    /// <summary>The agency's searches, newest first.</summary>
    public ValueTask<IReadOnlyList<KeptSearch>> ListAgencyAsync(string agency, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(connection => table.List(connection, null, agency, limit), cancellationToken);

    /// <summary>A search; null when there is none.</summary>
    public ValueTask<KeptSearch?> FindAsync(QueryId queryId, CancellationToken cancellationToken)
        => database.ReadAsync(connection => table.Find(connection, queryId), cancellationToken);

    /// <summary>Completes with the next change of any search. Take it before reading, so that none is missed.</summary>
    public Task NextChange => feed.Next;

    /// <summary>Takes a search back. What was answered stays; reviews that are open are still waited for.</summary>
    /// <exception cref="FedHubException">The hub cannot be reached or does not have the query; nothing has changed then.</exception>
    public async Task CancelAsync(KeptSearch search, CancellationToken cancellationToken)
    {
        if (search.Life != SearchLife.Running)
        {
            return;
        }

        var cancellation = new QueryCancellation
        {
            QueryId = ByteString.CopyFrom(search.QueryId.ToArray()),
            QueryDigest = ByteString.CopyFrom(search.QueryDigest.AsSpan()),
            Origin = self.ToString(),
            CancelledAtMs = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };

        // A crash after this line leaves the search running here, and the hub tells it that everything has ended; cancelling again changes nothing.
        await hub.CancelQueryAsync(Envelope.Sign(PayloadTypes.QueryCancellation, cancellation.ToByteArray(), nodeKey()), cancellationToken);
        await EndAsync(search.QueryId, cancellationToken);
    }

    /// <summary>Ends a search of an officer who may not search any more, whether or not the hub can be told.</summary>
    public async Task StopAsync(QueryId queryId, CancellationToken cancellationToken)
    {
        if (await FindAsync(queryId, cancellationToken) is not { Life: SearchLife.Running } search)
        {
            return;
        }

        try
        {
            await CancelAsync(search, cancellationToken);
        }
        catch (FedHubException)
        {
            // The hub is away or has never had it. The revocation of the credential stops what it may still deliver.
            await EndAsync(queryId, cancellationToken);
        }
    }

    /// <summary>Keeps the officer's choice of whom to ask. The first choice for a member stands.</summary>
    /// <returns>Members that are asked, and those where something was found and that are not.</returns>
    public async Task<(IReadOnlyList<MemberId> Asked, IReadOnlyList<MemberId> NotAsked)> ChooseAsync(
        KeptSearch search, IReadOnlyCollection<MemberId> chosen, CancellationToken cancellationToken)
    {
        var found = search.Collections.Where(collection => collection.ToResult().NeedsConfirmation).Select(collection => collection.Member).Distinct().Order().ToList();
        if (search.Life != SearchLife.Running || found.Count == 0)
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, "There is nothing to confirm: the search found nothing yet, was confirmed, or has ended.");
        }

        if (chosen.FirstOrDefault(member => !found.Contains(member)) is var other && chosen.Any(member => !found.Contains(member)))
        {
            throw new FedHubException(ErrorCode.InvalidInput, $"Nothing that waits for you was found in {other}; found: {string.Join(", ", found)}.");
        }

        await database.WriteAsync(
            connection => connection.Execute(
                "INSERT INTO search_choice (query_id, member, asks) VALUES (@id, @member, @asks) ON CONFLICT DO NOTHING",
                found.Select(member => new { id = search.QueryId.ToArray(), member = member.ToString(), asks = chosen.Contains(member) ? 1 : 0 })),
            cancellationToken);
        feed.Tell();
        return ([.. found.Where(chosen.Contains)], [.. found.Where(member => !chosen.Contains(member))]);
    }

    /// <summary>Keeps what came of a hit and has its owner told, in one commit.</summary>
    /// <exception cref="FedHubException">The search has no disclosed record under the handle.</exception>
    public async Task MarkAsync(KeptSearch search, ReadOnlyMemory<byte> handle, HitMark mark, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        await database.WriteAsync(connection => Mark(connection, search, handle.ToArray(), mark, at), cancellationToken);
        letters.Signal.Wake();
        feed.Tell();
    }

    private async Task EndAsync(QueryId queryId, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            connection =>
            {
                connection.Execute("UPDATE kept_search SET state = 3 WHERE query_id = @id", new { id = queryId.ToArray() });
                KeptSearchTable.Touch(connection, queryId, clock.GetUtcNow());
                return true;
            },
            cancellationToken);
        feed.Tell();
    }

    private bool Mark(SqliteConnection connection, KeptSearch search, byte[] handle, HitMark mark, DateTimeOffset at)
    {
        if (table.Own(connection, search.QueryId).FirstOrDefault(collection => collection.Records.Any(record => IsOf(record, handle))) is { } own)
        {
            return MarkOwn(connection, search, own, handle, mark, at);
        }

        var standing = search.Collections
            .Select(collection => table.FindCollection(connection, search.QueryId, collection.Member, collection.Collection))
            .FirstOrDefault(collection => collection?.Records.Any(record => IsOf(record, handle)) == true)
            ?? throw new FedHubException(ErrorCode.NotFound, "The search has no disclosed record under this handle.");
        if (standing.Records.First(record => IsOf(record, handle)).Mark == mark)
        {
            return false;
        }

        table.Put(connection, search.QueryId, Marked(standing, handle, mark), isSettled: true, at);
        var content = Feedback(search, handle, mark, at);
        var id = LetterId.Derive("fedhub hit feedback v1"u8, search.QueryId.ToArray(), handle, BitConverter.GetBytes(at.ToUnixTimeMilliseconds()));
        letters.Add(connection, id, standing.Member, content, at);
        return true;
    }

    /// <summary>Nobody else is to be told: the mark goes into the own tally at once.</summary>
    private bool MarkOwn(SqliteConnection connection, KeptSearch search, CollectionStanding standing, byte[] handle, HitMark mark, DateTimeOffset at)
    {
        table.PutOwn(connection, search.QueryId, Marked(standing, handle, mark));
        KeptSearchTable.Touch(connection, search.QueryId, at);
        return new FeedbackReader().Take(connection, self, Feedback(search, handle, mark, at)) == LetterFate.Taken;
    }

    private static CollectionStanding Marked(CollectionStanding standing, byte[] handle, HitMark mark)
        => standing with { Records = [.. standing.Records.Select(record => IsOf(record, handle) ? record with { Mark = mark } : record)] };

    private static LetterContent Feedback(KeptSearch search, byte[] handle, HitMark mark, DateTimeOffset at) => new()
    {
        Feedback = new HitFeedback
        {
            RecordHandle = ByteString.CopyFrom(handle),
            QueryId = ByteString.CopyFrom(search.QueryId.ToArray()),
            Mark = (Contracts.Letter.V1.HitMark)(int)mark,
            MarkedAtMs = at.ToUnixTimeMilliseconds(),
        },
    };

    private static bool IsOf(MatchedRecord record, byte[] handle)
        => record.Outcome == DisclosureOutcome.Disclosed && record.Handle.Span.SequenceEqual(handle);
}
