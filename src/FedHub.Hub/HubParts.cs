using FedHub.Hub.Doctor;
using FedHub.Hub.Rpc;
using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub;

/// <summary>Everything that a running hub is made of, put together by hand: members' host and administrator's host share it.</summary>
internal sealed class HubParts : IAsyncDisposable
{
    private HubParts(HubConfiguration configuration, HubIdentity identity, SqliteDatabase database, ILoggerFactory loggers, TimeProvider clock)
    {
        var limits = configuration.Limits;
        var logStore = new SqliteLogStore(database);
        var queryStore = new QueryStore(database, clock);
        var disclosureStore = new DisclosureStore(database, limits, clock);
        var streams = new DeliveryStreams(clock, limits);
        var versions = new MemberVersions();
        Identity = identity;
        Database = database;
        Files = new FilterFiles(configuration.Layout.FilterDirectory);
        Members = new MemberRegistry(clock);
        identity.Members = Members;
        Queries = new QueryExchange(queryStore, Members, streams, limits, clock, loggers.CreateLogger<QueryExchange>());
        Published = new PublishedLog(
            database, HubKeys.OpenLog(configuration.Layout), TrustOf(configuration).Federation, Members, clock, loggers.CreateLogger<PublishedLog>());
        Witnessed = new WitnessedLog(database, Published, Members, clock, loggers.CreateLogger<WitnessedLog>());
        Pusher = new CheckpointPusher(Published, Witnessed, streams, clock, loggers.CreateLogger<CheckpointPusher>());
        Directories = new DirectoryPublisher(
            database, Members, Queries, streams, TrustOf(configuration), identity, Published, Witnessed, Pusher, clock, loggers.CreateLogger<DirectoryPublisher>());
        var filters = new FilterCatalogue(database, Files, Members, streams, limits, clock, loggers.CreateLogger<FilterCatalogue>());
        var disclosures = new DisclosureExchange(
            disclosureStore, Members, streams, limits, clock, loggers.CreateLogger<DisclosureExchange>());
        var letters = new LetterExchange(database, Members, streams, limits, clock);
        Maintenance = new HubMaintenance(
            database, filters, letters, new PayloadRetention(database, configuration.Retention, clock), streams, Members, identity, limits, clock,
            loggers.CreateLogger<HubMaintenance>());
        var pump = new DeliveryPump(
            streams, Queries, queryStore, disclosures, disclosureStore, letters, Published, Members, loggers.CreateLogger<DeliveryPump>());
        Exchange = new ExchangeRpc(
            new QueryIntake(queryStore, Members, clock), Queries, queryStore, disclosures, pump, new StatementBook(database, clock), Published, Witnessed, Members, versions, clock);
        LogProofs = new LogRpc(Published, Witnessed, Members);
        Letter = new LetterRpc(letters, Members, clock);
        Cancellation = new CancellationRpc(Queries, Members, clock);
        Filter = new FilterRpc(filters, Members, clock);
        Directory = new DirectoryRpc(Directories);
        Member = new MemberRpc(database, Members, streams, versions, clock);
        var status = new HubStatus(database, Members, streams, Queries, new LogHealthReader(Published, Witnessed, Directories), clock);
        var enrolments = new EnrolmentBook(database, clock);
        Enrolment = new EnrolmentRpc(enrolments, new EnrolmentGate(clock), loggers.CreateLogger<EnrolmentRpc>());
        EnrolmentAdmin = new EnrolmentAdminRpc(enrolments, identity, configuration);
        Certificate = new CertificateRpc(enrolments, Members);
        Doctor = new HubDoctorRpc(new HubLiveDoctor(database, status, versions, identity, configuration.Layout, Published.Key));
        Admin = new HubAdminRpc(status, Directories);
        Revocations = new RevocationRpc(database);
        Budgets = new BudgetRpc(_ => new BudgetBook(database, clock), clock);
        (AuditorAdmin, LogHttp) = ForAuditors(configuration, new AuditorBook(database, Members, clock), loggers, clock);
        Interceptor = new MemberCallInterceptor(
            Members, new RefusalLog(logStore, limits, clock), limits, loggers.CreateLogger<MemberCallInterceptor>());
    }

    internal HubIdentity Identity { get; }

    internal SqliteDatabase Database { get; }

    internal FilterFiles Files { get; }

    internal MemberRegistry Members { get; }

    internal QueryExchange Queries { get; }

    /// <summary>Publishes what is appended to the log, and proves it.</summary>
    internal PublishedLog Published { get; }

    /// <summary>What a quorum of the members has cosigned, and the checkpoint to show.</summary>
    internal WitnessedLog Witnessed { get; }

    internal CheckpointPusher Pusher { get; }

    internal LogRpc LogProofs { get; }

    /// <summary>Tiles, entry bundles and checkpoints, as far as they are published.</summary>
    internal ILogTreeStore LogTree => Published.Tree;

    /// <summary>The newest checkpoint, and receipts.</summary>
    internal LogSequencer Sequencer => Published.Sequencer;

    internal DirectoryPublisher Directories { get; }

    internal HubMaintenance Maintenance { get; }

    internal ExchangeRpc Exchange { get; }

    internal LetterRpc Letter { get; }

    internal CancellationRpc Cancellation { get; }

    internal FilterRpc Filter { get; }

    internal DirectoryRpc Directory { get; }

    internal MemberRpc Member { get; }

    internal HubAdminRpc Admin { get; }

    internal BudgetRpc Budgets { get; }

    internal RevocationRpc Revocations { get; }

    internal HubDoctorRpc Doctor { get; }

    internal EnrolmentRpc Enrolment { get; }

    internal EnrolmentAdminRpc EnrolmentAdmin { get; }

    internal CertificateRpc Certificate { get; }

    internal AuditorAdminRpc AuditorAdmin { get; }

    internal LogHttpHandler LogHttp { get; }

    internal MemberCallInterceptor Interceptor { get; }

    private (AuditorAdminRpc Admin, LogHttpHandler Log) ForAuditors(HubConfiguration configuration, AuditorBook auditors, ILoggerFactory loggers, TimeProvider clock) =>
    (
        new AuditorAdminRpc(auditors),
        new LogHttpHandler(
            Published.Tree, Witnessed.ShownAsync, new LogReaders(Members, auditors, clock), configuration.Log.Access == HubLogSection.Public,
            loggers.CreateLogger<LogHttpHandler>()));

    /// <summary>Opens what <c>init</c> made.</summary>
    /// <exception cref="FedHubException">Something is missing or does not fit; the message says what to do.</exception>
    internal static HubParts Open(HubConfiguration configuration, ILoggerFactory loggers, TimeProvider clock)
    {
        HubKeys.Check(configuration.Layout);
        var identity = HubIdentity.Load(configuration, clock);
        SqliteDatabase? database = null;
        try
        {
            database = HubDatabase.Open(configuration.Layout);
            return new HubParts(configuration, identity, database, loggers, clock);
        }
        catch
        {
            identity.Dispose();

            // Nothing was queued: closing does not wait.
            database?.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    /// <summary>Takes up what the last process left: directory, log, open queries, half-written files.</summary>
    internal async Task RestoreAsync(CancellationToken cancellationToken)
    {
        Files.DeleteTemporary();
        await Directories.RestoreAsync(EnvelopeBytes.Decode, cancellationToken);
        await Published.StartAsync(shown: null, cancellationToken);
        await Witnessed.RestoreAsync(cancellationToken);
        await Directories.ResumeAsync(EnvelopeBytes.Decode, cancellationToken);
        await Queries.RestoreAsync(cancellationToken);
        await Maintenance.RunOnceAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Directories.Dispose();
        await Database.DisposeAsync();
        Published.Dispose();
        LogHttp.Dispose();
        Identity.Dispose();
    }

    internal static DirectoryTrust TrustOf(HubConfiguration configuration)
    {
        try
        {
            return DirectoryTrust.FromJson(File.ReadAllText(configuration.Layout.Resolve(configuration.FederationTrustFile)));
        }
        catch (IOException)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "hub.json: federationTrustFile cannot be read.");
        }
    }
}
