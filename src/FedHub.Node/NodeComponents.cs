using FedHub.Node.Access;
using FedHub.Node.AnswerLog;
using FedHub.Node.Budgets;
using FedHub.Node.Configuration;
using FedHub.Node.Filters;
using FedHub.Node.Gateway;
using FedHub.Node.HubLink;
using FedHub.Node.Import;
using FedHub.Node.Index;
using FedHub.Node.Keys;
using FedHub.Node.Letters;
using FedHub.Node.Officers;
using FedHub.Node.OwnRecords;
using FedHub.Node.Policy;
using FedHub.Node.Responder;
using FedHub.Node.Review;
using FedHub.Node.Screenings;
using FedHub.Node.Searches;
using FedHub.Node.SelfTest;
using FedHub.Node.Statements;
using FedHub.Node.Storage;
using FedHub.Node.Witness;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node;

/// <summary>The parts of one node, wired, without any network of their own: the hub comes in as a port.</summary>
internal sealed class NodeComponents : IAsyncDisposable
{
    private NodeComponents(NodeConfiguration configuration, IHub hub, TimeProvider clock, ILoggerFactory loggers, NodeCertificate? certificate)
    {
        Configuration = configuration;
        Database = NodeDatabase.Open(configuration.Layout);
        Policies = PolicyStore.Open(Database, configuration.Layout);
        Keys = NodeKeys.Open(configuration.Layout);
        var trust = DirectoryTrust.FromJson(ReadTrust(configuration.FederationTrustFile));
        Directories = DirectoryKeeper.Open(hub, Database, trust, clock, loggers.CreateLogger<DirectoryKeeper>());
        (Revoked, Log, Gossip) = OpenLog(hub, clock, loggers);
        Epochs = OpenEpochs(clock);
        Filters = new FilterCatalog(
            hub, Directories, new ManifestStore(Database), new FilterFiles(hub, configuration.Layout.HeldFiltersDirectory), clock, loggers.CreateLogger<FilterCatalog>());
        Outbox = new StatementOutbox(Database);
        Statements = new StatementSender(hub, Directories, Database, Outbox, () => Keys.SigningKey, clock, loggers.CreateLogger<StatementSender>());
        (HubState, Signal, SelfTests, Exhausted) = (new HubState(clock), new SyncSignal(), new SelfTestResults(), new ExhaustedBudgets());
        (Officers, Credentials) = OpenOfficers(clock);
        (Budgets, OwnBudgets, PolicyAdministration) = OpenPolicies(clock);
        Importer = new RecordImporter(Database, Keys, clock);

        var (answers, disclosures) = (new AnswerStore(Database), new DisclosureStore(Database));
        var identity = new ResponderIdentity(configuration.Member, () => Keys.SigningKey, Keys.SealingKeys);
        var (index, policy) = (new EpochIndex(Epochs), new FilePolicy(Policies));
        (AnswerLog, var journal, var allowance) = OpenAnswerLog(clock, loggers);
        Queries = new QueryResponder(identity, Directories, Revoked, Log, Gossip, index, policy, Exhausted, answers, journal, allowance, Metrics, clock);
        Letters = new LetterOutbox(Database, Keys.DeriveKey("letters"));
        var disclosed = new DisclosedRecords(Database, Letters, clock);
        Disclosures = new DisclosureResponder(identity, Directories, Revoked, Log, index, policy, answers, disclosures, disclosed, journal, allowance, Metrics, clock);
        (Reviews, ReviewWatch, DisclosureLog) = OpenReviews(identity, index, policy, disclosed, clock, loggers);

        var searches = new SearchStore(Database, Keys.DeriveKey("open searches"));
        (Vault, var requests) = (new SearchVault(Keys.DeriveKey("kept searches")), new OpenDisclosureStore(Database, Keys.DeriveKey("open disclosures")));
        (Keeper, Desk, LetterReceiver, OwnRecords) = OpenKeptSearches(hub, requests, index, disclosed, clock, loggers);
        (ScreeningSealer, Screenings, ScreeningGate) = OpenScreenings(clock);
        LetterSender = new LetterSender(configuration.Member, () => Keys.SigningKey, hub, Directories, Letters, clock, loggers.CreateLogger<LetterSender>());
        (Prepared, NoRecords, Receipts) = (
            new PreparedSearches(searches, clock), new NoRecordMonitor(loggers.CreateLogger<NoRecordMonitor>()), new LogReceipts(hub, Directories, clock));
        OfficerSearches = new OfficerSearches(Database, searches, Prepared, Live, Desk, clock);
        Preparer = new SearchPreparer(
            configuration.Member, Keys, Directories, new SearchPlanner(configuration.Member, Filters, SelfTests, clock), new OwnPlanner(configuration.Member, Policies),
            Prepared, searches, Keeper, Gossip, clock);
        var services = new SearchServices(
            hub, Directories, Filters, new SlotAnswerReader(Directories, Filters, Gossip, clock),
            new CollectionFinisher(new DisclosureAsker(configuration.Member, Keys, hub, Directories, requests, clock), NoRecords), OwnRecords, Statements, Keeper, clock,
            loggers.CreateLogger<SearchRunner>());
        Runner = new SearchRunner(services, Prepared, searches, Live, () => Keys.SigningKey);
        SelfTester = new SelfTester(Directories, Filters, Credentials, Preparer, Runner, configuration.Member, SelfTests, clock);
        SelfTestLoop = new SelfTestLoop(SelfTester, Filters, clock, loggers.CreateLogger<SelfTestLoop>());
        (Hub, Certificate, CertificateLoop) = (hub, certificate, LoopOf(certificate, hub, clock, loggers));
        (KeyUpkeep, Restores) = OpenUpkeep(hub, clock, loggers);
        Sync = new SyncLoop(hub, Directories, Revoked, Epochs, Filters, answers, disclosures, searches, Keeper, Prepared, KeyUpkeep, Restores, HubState, Signal, clock, loggers.CreateLogger<SyncLoop>());
        Deliveries = new DeliveryLoop(hub, Directories, Queries, Disclosures, LetterReceiver, Log, HubState, Signal, clock, loggers.CreateLogger<DeliveryLoop>());
    }

    public NodeConfiguration Configuration { get; }

    public CollectionPolicies Policies { get; }

    public NodeDatabase Database { get; }

    public NodeKeys Keys { get; }

    public DirectoryKeeper Directories { get; }

    public RevokedCredentials Revoked { get; }

    /// <summary>What this node has verified of the federation's log.</summary>
    public LogGuard Log { get; }

    /// <summary>Compares it with what other members have seen.</summary>
    public LogGossip Gossip { get; }

    /// <summary>The node's own log of what it answered.</summary>
    public NodeAnswerLog AnswerLog { get; }

    public EpochManager Epochs { get; }

    public FilterCatalog Filters { get; }

    public StatementOutbox Outbox { get; }

    public StatementSender Statements { get; }

    public PolicyAdministration PolicyAdministration { get; }

    public RunningCalls RunningCalls { get; } = new();

    public OfficerRegister Officers { get; }

    public CredentialIssuer Credentials { get; }

    public SelfTestResults SelfTests { get; }

    public HubState HubState { get; }

    public SyncSignal Signal { get; }

    public ExhaustedBudgets Exhausted { get; }

    public BudgetBook Budgets { get; }

    public OwnBudgets OwnBudgets { get; }

    public OfficerSearches OfficerSearches { get; }

    public RecordImporter Importer { get; }

    public ResponderMetrics Metrics { get; } = new();

    public QueryResponder Queries { get; }

    public DisclosureResponder Disclosures { get; }

    public LetterOutbox Letters { get; }

    public LetterSender LetterSender { get; }

    public LetterReceiver LetterReceiver { get; }

    public ReviewBoard Reviews { get; }

    public ReviewWatch ReviewWatch { get; }

    public DisclosureLog DisclosureLog { get; }

    public SearchVault Vault { get; }

    public SearchKeeper Keeper { get; }

    public SearchDesk Desk { get; }

    public LogReceipts Receipts { get; }

    public OwnSearcher OwnRecords { get; }

    public ScreeningSealer ScreeningSealer { get; }

    public ScreeningDesk Screenings { get; }

    public ScreeningGate ScreeningGate { get; }

    public LiveSearches Live { get; } = new();

    public PreparedSearches Prepared { get; }

    public NoRecordMonitor NoRecords { get; }

    public SearchPreparer Preparer { get; }

    public SearchRunner Runner { get; }

    public SelfTester SelfTester { get; }

    public SelfTestLoop SelfTestLoop { get; }

    public IHub Hub { get; }

    /// <summary>Null where the node runs without a network of its own.</summary>
    public NodeCertificate? Certificate { get; }

    /// <summary>Null where the node runs without a network of its own.</summary>
    public CertificateLoop? CertificateLoop { get; }

    public KeyUpkeep KeyUpkeep { get; }

    public RestoreCheck Restores { get; }

    public SyncLoop Sync { get; }

    public DeliveryLoop Deliveries { get; }

    /// <summary>Opens a data directory that <c>fedhub node init</c> made.</summary>
    /// <exception cref="FedHubException">Something of it is missing or damaged; says what.</exception>
    public static NodeComponents Open(
        NodeConfiguration configuration, IHub hub, TimeProvider clock, ILoggerFactory loggers, NodeCertificate? certificate = null) =>
        new(configuration, hub, clock, loggers, certificate);

    /// <summary>At the start: what a crash between a suspension and the end of its searches left is ended.</summary>
    public async Task CancelSearchesOfSuspendedAsync(CancellationToken cancellationToken)
    {
        foreach (var officer in Officers.All.Where(officer => officer.State == OfficerState.Suspended))
        {
            await OfficerSearches.CancelAsync(officer.OfficerId, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Live.DisposeAsync();
        Prepared.Dispose();
        Deliveries.Dispose();
        Log.Dispose();
        AnswerLog.Dispose();
        Sync.Dispose();
        Filters.Dispose();
        Epochs.Dispose();
        NoRecords.Dispose();
        Metrics.Dispose();
        Directories.Dispose();
        Signal.Dispose();
        Credentials.Dispose();
        PolicyAdministration.Dispose();
        Officers.Dispose();
        Statements.Dispose();
        Outbox.Dispose();
        Letters.Dispose();
        Vault.Dispose();
        ScreeningGate.Dispose();
        ScreeningSealer.Dispose();
        await Database.DisposeAsync();
        Keys.Dispose();
    }

    /// <summary>Under the keys that the directory held says: manifests are signed with them.</summary>
    private (ReviewBoard Board, ReviewWatch Watch, DisclosureLog Log) OpenReviews(
        ResponderIdentity identity, EpochIndex index, FilePolicy policy, DisclosedRecords disclosed, TimeProvider clock, ILoggerFactory loggers)
    {
        var closer = new ReviewCloser(identity, Directories, index, disclosed, Letters, Outbox, Metrics, clock);
        return (
            new ReviewBoard(Database, policy, index, closer, clock),
            new ReviewWatch(Database, policy, closer, disclosed, clock, loggers.CreateLogger<ReviewWatch>()),
            new DisclosureLog(Database, Keys, index));
    }

    private (OfficerRegister Officers, CredentialIssuer Credentials) OpenOfficers(TimeProvider clock)
        => (new OfficerRegister(Database, Outbox, RunningCalls, clock), new CredentialIssuer(Configuration.Member, () => Keys.SigningKey, Outbox, clock));

    private (BudgetBook Budgets, OwnBudgets Own, PolicyAdministration Policies) OpenPolicies(TimeProvider clock) => (
        new BudgetBook(Database, Outbox, Exhausted, clock),
        new OwnBudgets(Configuration.Member, Database, clock),
        new PolicyAdministration(Policies, Database, Outbox, Officers, Exhausted, clock));

    private (SearchKeeper Keeper, SearchDesk Desk, LetterReceiver Letters, OwnSearcher Own) OpenKeptSearches(
        IHub hub, OpenDisclosureStore requests, EpochIndex index, DisclosedRecords disclosed, TimeProvider clock, ILoggerFactory loggers)
    {
        var kept = new KeptSearchTable(Vault);
        var feed = new SearchFeed();
        var letters = new SearchLetters(kept, Vault, Directories, feed, clock);
        var decider = new OwnDecider(Configuration.Member, Policies, () => Directories.Current.Member(Configuration.Member));
        var own = new OwnSearchStore(Configuration.Member, Database, kept, Policies, decider, feed, clock);
        return (
            new SearchKeeper(Database, kept, Vault, requests, feed, clock),
            new SearchDesk(Configuration.Member, () => Keys.SigningKey, Database, kept, hub, Letters, feed, clock),
            new LetterReceiver(
                Configuration.Member, Keys.SealingKeys, Directories, Log, Database, letters, new FeedbackReader(), clock, loggers.CreateLogger<LetterReceiver>()),
            new OwnSearcher(Configuration.Member, Epochs.Lookup.CreateOwnKeyIndex(), index, disclosed, Policies, own, loggers.CreateLogger<OwnSearcher>()));
    }

    private (ScreeningSealer Sealer, ScreeningDesk Desk, ScreeningGate Gate) OpenScreenings(TimeProvider clock)
    {
        var sealer = new ScreeningSealer(Keys);
        var table = new ScreeningTable(sealer);
        return (sealer, new ScreeningDesk(Database, table, sealer, Outbox, Officers, clock), new ScreeningGate(Database, table, sealer, clock));
    }

    private (KeyUpkeep Keys, RestoreCheck Restores) OpenUpkeep(IHub hub, TimeProvider clock, ILoggerFactory loggers) => (
        new KeyUpkeep(Configuration.Member, Keys, Directories, Outbox, clock, loggers.CreateLogger<KeyUpkeep>()),
        new RestoreCheck(Configuration.Member, hub, Directories, Epochs, Outbox, clock, loggers.CreateLogger<RestoreCheck>()));

    private (RevokedCredentials Revoked, LogGuard Log, LogGossip Gossip) OpenLog(IHub hub, TimeProvider clock, ILoggerFactory loggers)
    {
        var log = new LogGuard(
            Configuration.Member, Keys, hub, Directories, Database, Configuration.Layout.ForkEvidenceFile, clock, loggers.CreateLogger<LogGuard>());
        return (new RevokedCredentials(hub, Directories, Database, clock), log, new LogGossip(log, hub, clock, loggers.CreateLogger<LogGossip>()));
    }

    private (NodeAnswerLog Log, AnswerJournal Journal, RefusalAllowance Allowance) OpenAnswerLog(TimeProvider clock, ILoggerFactory loggers) => (
        new NodeAnswerLog(Configuration.Member, Keys.LogKey, Database, clock, loggers.CreateLogger<NodeAnswerLog>()),
        new AnswerJournal(Configuration.Member, Database, clock),
        new RefusalAllowance(clock, loggers.CreateLogger<RefusalAllowance>()));

    private EpochManager OpenEpochs(TimeProvider clock)
    {
        Keys.Apply(Directories.IsKnown ? Directories.Current.Member(Configuration.Member) : null, clock.GetUtcNow());
        return EpochManager.Open(Database, Keys, Configuration, Policies, OtherMembers, clock);
    }

    private CertificateLoop? LoopOf(NodeCertificate? certificate, IHub hub, TimeProvider clock, ILoggerFactory loggers)
    {
        if (certificate is null)
        {
            return null;
        }

        certificate.Directories = Directories;
        return new CertificateLoop(certificate, hub, HubState, clock, loggers.CreateLogger<CertificateLoop>());
    }

    private static string ReadTrust(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, $"The federation's trust file {Path.GetFileName(path)} is missing: get it from the federation's administrator.");
        }
    }

    private IReadOnlyCollection<Cryptography.Match.MemberId> OtherMembers() => Directories.IsKnown
        ? [.. Directories.Current.Members.Where(member => member.Id != Configuration.Member).Select(member => member.Id)]
        : [];
}
