using FedHub.Node.Keys;
using FedHub.Node.Storage;

namespace FedHub.Node.Records;

/// <summary>Withdraws records. Their tags stay in published filters until the epoch ends and are answered <c>NO_RECORD</c> meanwhile.</summary>
public sealed class RecordRemoval(NodeDatabase database, NodeKeys keys)
{
    /// <summary>Removes a record with its keys; durable when it returns.</summary>
    /// <param name="recordId">The country's own identifier, with the mapping's prefix.</param>
    /// <param name="cancellationToken">Gives up before it begins.</param>
    /// <returns>False when there is no such record.</returns>
    public async Task<bool> WithdrawAsync(string recordId, CancellationToken cancellationToken)
    {
        using var sealer = new RecordSealer(keys);
        var reference = sealer.Reference(recordId);
        return await database.WriteAsync(connection => RecordStore.Withdraw(connection, reference), cancellationToken);
    }
}
