using FedHub.Node.AnswerLog;
using FedHub.Node.Gateway;
using FedHub.Node.HubLink;
using FedHub.Node.Keys;
using FedHub.Node.Letters;
using FedHub.Node.Officers;
using FedHub.Node.Policy;
using FedHub.Node.Responder;
using FedHub.Node.Review;
using FedHub.Node.Screenings;
using FedHub.Node.Searches;
using FedHub.Node.Statements;
using FedHub.Transparency.Sqlite;

namespace FedHub.Node.Storage;

/// <summary>The statements that make the node's database: one list a part, joined to migration 1.</summary>
/// <remarks>Once released, a migration is never edited: further statements go into a new one.</remarks>
public static class NodeSchema
{
    private const int ApplicationId = 0x46484e31;

    /// <summary>All parts, in an order that satisfies references.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        .. RecordSchemaStatements.Statements,
        .. EpochSchemaStatements.Statements,
        .. HubLinkSchema.Statements,
        .. OfficerSchema.Statements,
        .. GatewaySchema.Statements,
        .. ResponderSchema.Statements,
        .. ReviewSchema.Statements,
        .. LetterSchema.Statements,
        .. SearchesSchema.Statements,
        .. ScreeningSchema.Statements,
        .. StatementSchema.Statements,
        .. PolicyTables.Statements,
        .. KeySchema.Statements,
        .. AnswerLogSchema.Statements,
        SqliteWitnessStore.SchemaSql,
    ];

    internal static SqliteSchema Schema { get; } = new(ApplicationId, [string.Join(";\n", Statements)]);
}
