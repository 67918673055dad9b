using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Gateway;
using FedHub.Node.Review;
using FedHub.Node.Searches;
using FedHub.Node.Tests.HubLink;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Review;

/// <summary>An asker and an owner of which one record goes to review for victim identification; letters are carried when a test says so.</summary>
internal sealed class ReviewFixture : IAsyncDisposable
{
    public const string Passport = "KAZ:N1234567";
    private const string Records = "r1,suspect,Aibek Serikov,1980-05-06,KAZ:N1234567,+77011234567\n";

    private ReviewFixture(TestFederation federation) => Federation = federation;

    public TestFederation Federation { get; }

    public NodeComponents Owner => Federation.Owner;

    public NodeComponents Asker => Federation.Asker;

    public static async Task<ReviewFixture> CreateAsync() => new(await TestFederation.CreateAsync(Records));

    /// <summary>Searches; the record is under review then.</summary>
    public async Task<QueryId> AskAsync()
    {
        var search = (await Federation.PrepareAsync(new MatchSubject { Documents = [Passport] }, Purpose.VictimIdentification)).Search!;
        var queryId = search.QueryId;
        await Federation.RunAsync(search);
        await WhenEndedAsync(queryId);
        return queryId;
    }

    public async Task WhenEndedAsync(QueryId queryId)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var change = Asker.Desk.NextChange;
            if (await FindAsync(queryId) is not { Life: SearchLife.Running })
            {
                return;
            }

            await change.WaitAsync(timeout.Token);
        }
    }

    public async Task<KeptSearch> FindAsync(QueryId queryId) => (await Asker.Desk.FindAsync(queryId, CancellationToken.None)).ShouldNotBeNull();

    public async Task<CollectionResult> PersonsAsync(QueryId queryId)
        => (await FindAsync(queryId)).Collections.Single(collection => collection.Collection.ToString() == "persons").ToResult();

    public async Task<ReviewDetails> OnlyReviewAsync()
        => await Owner.Reviews.FindAsync((await Owner.Reviews.ListAsync(closed: false, 10, CancellationToken.None)).Single().Id, CancellationToken.None);

    public Task<ReviewDetails> DecideAsync(ReviewItem item, DisclosureOutcome outcome, string reviewer = "o-1", string ground = "", int? version = null)
        => Owner.Reviews.DecideAsync(new ReviewOrder(item.Id, version ?? item.Version, reviewer, outcome, ground, "because"), CancellationToken.None);

    /// <summary>Carries the letters of one side to the other.</summary>
    public async Task CarryAsync(NodeComponents from, NodeComponents to)
    {
        await from.LetterSender.SendDueAsync(CancellationToken.None);
        foreach (var letter in LettersTo(to))
        {
            if (await to.LetterReceiver.TakeAsync(letter.Delivery, CancellationToken.None) is not null)
            {
                letter.IsTaken = true;
            }
        }
    }

    public IReadOnlyList<RelayedLetter> LettersTo(NodeComponents node)
        => [.. Federation.Hub.Letters.Values.Where(letter => letter.Recipient == node.Configuration.Member)];

    public ValueTask DisposeAsync() => Federation.DisposeAsync();
}
