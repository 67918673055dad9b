using FedHub.Node.Filters;
using FedHub.Node.HubLink;
using FedHub.Node.OwnRecords;
using FedHub.Node.Searches;
using FedHub.Node.Statements;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.Gateway;

/// <summary>What every running search uses.</summary>
internal sealed record SearchServices(
    IHub Hub,
    DirectoryKeeper Directories,
    FilterCatalog Filters,
    SlotAnswerReader Answers,
    CollectionFinisher Finisher,
    OwnSearcher Own,
    StatementSender Statements,
    SearchKeeper Keeper,
    TimeProvider Clock,
    ILogger Logger);
