using System.Text;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Storage;
using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.AnswerLog;

/// <summary>
/// The node's own log of what it answered. Entries are durable before an answer leaves; tree and signature follow within a second or two, since nobody
/// waits for them. What a crash leaves unsigned is signed at the next start, by the same code.
/// </summary>
internal sealed class NodeAnswerLog : IDisposable
{
    /// <summary>How long entries gather before they are signed together.</summary>
    internal static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly NodeDatabase _database;
    private readonly NoteSigner _signer;
    private readonly TimeProvider _clock;
    private readonly ILogger<NodeAnswerLog> _logger;

    // Set once by StartAsync, before anything is answered.
    private LogSequencer? _sequencer;
    private LogPublisher? _publisher;

    // 1 after a commit; taken by the loop that paces.
    private int _hasNews;

    internal NodeAnswerLog(MemberId self, SigningKey key, NodeDatabase database, TimeProvider clock, ILogger<NodeAnswerLog> logger)
    {
        _database = database;
        _signer = new NoteSigner(LogNames.NodeOrigin(self, key.PublicKey), key);
        _clock = clock;
        _logger = logger;
        Tree = new SqliteLogTree(database.Sqlite);
    }

    /// <summary>Entries, tiles and checkpoints as they are stored.</summary>
    internal SqliteLogTree Tree { get; }

    /// <summary>The last checkpoint that was signed; null before the start.</summary>
    internal SignedCheckpoint? Published => _sequencer?.Published;

    /// <summary>Begins the log of a node that is being made; never a side effect of anything else.</summary>
    internal static async Task BeginAsync(NodeDatabase database, MemberId self, SigningKey key, CancellationToken cancellationToken)
    {
        var signer = new NoteSigner(LogNames.NodeOrigin(self, key.PublicKey), key);
        var empty = SignedCheckpoint.Sign(new Checkpoint(signer.VerificationKey.Name.ToString(), TreeHead.Empty), signer);
        await new SqliteLogTree(database.Sqlite).TryInitializeAsync(empty, cancellationToken);
    }

    /// <summary>Takes up the log.</summary>
    /// <exception cref="FedHubException">FailedPrecondition: why it must not go on, and what to do.</exception>
    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        // Nobody cosigns a node's log: its auditors hold what they fetched against what they are given later.
        _ = TrustPolicy.TryParse(Encoding.UTF8.GetBytes($"log {_signer.VerificationKey}\nquorum none\n"), out var policy, out _);
        var start = await LogSequencer.StartAsync(Tree, _signer, new WitnessGate(policy!), shown: null, cancellationToken);
        _sequencer = start.Sequencer ?? throw new FedHubException(ErrorCode.FailedPrecondition, "The log of what this node answered: " + LogWords.Of(start.Refusal, "node"));
        _publisher = new LogPublisher(_sequencer, _clock);
        _database.Sqlite.Writer.Committed = () => Volatile.Write(ref _hasNews, 1);
        AnswerLogLog.Started(_logger, _sequencer.Published.Head.Size);
    }

    /// <summary>Signs until cancelled.</summary>
    /// <exception cref="FedHubException">The log can no longer be relied on, and the process has to end.</exception>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pacing = PaceAsync(ended.Token);
        var stop = SequencerStop.None;
        try
        {
            stop = await _publisher!.RunAsync(cancellationToken);
        }
        catch (Exception failure)
        {
            AnswerLogLog.Failed(_logger, failure);
            throw new FedHubException(ErrorCode.Unavailable, "The log of what this node answered could not be written. Check the disk, then start the node again.");
        }
        finally
        {
            await ended.CancelAsync();
            await pacing;
        }

        if (stop != SequencerStop.None)
        {
            AnswerLogLog.Stopped(_logger, stop);
            throw new FedHubException(ErrorCode.FailedPrecondition, "The log of what this node answered: " + LogWords.Of(stop, "node"));
        }
    }

    /// <summary>Signs what is there, at the end of a run: an export of a node that does not run then has all of it.</summary>
    internal async Task PublishRestAsync()
    {
        try
        {
            while (_sequencer is not null && await _sequencer.IntegrateAsync(CancellationToken.None) == SequencerOutcome.Published)
            {
            }
        }
        catch (Exception exception) when (exception is SqliteException or SqliteDatabaseException)
        {
            // Said already by whoever wrote last; the next start signs what is durable.
        }
    }

    public void Dispose() => _sequencer?.Dispose();

    private async Task PaceAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Pace, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (Interlocked.Exchange(ref _hasNews, 0) == 1)
            {
                _publisher!.Notify();
            }
        }
    }
}
