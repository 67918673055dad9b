using Dapper;
using FedHub.Cryptography;

namespace FedHub.Node.Statements;

/// <summary>States at the node's start that its policies are others than at the last start. Policies take effect with a start only.</summary>
internal sealed class PolicyNotice(StatementOutbox outbox, Digest policies, TimeProvider clock)
{
    /// <summary>States a change once; a start with the same policies states nothing.</summary>
    public Task StateAsync(CancellationToken cancellationToken) => outbox.WriteAsync(
        (connection, statements) =>
        {
            Digest? previous = connection.QuerySingleOrDefault<byte[]>("SELECT digest FROM stated_policy") is { } stored ? Digest.FromBytes(stored) : null;
            if (previous == policies)
            {
                return false;
            }

            statements.Add(StatementPayloads.PolicyChanged(policies, previous, clock.GetUtcNow()));
            return connection.Execute(
                "INSERT INTO stated_policy (one, digest) VALUES (1, @digest) ON CONFLICT (one) DO UPDATE SET digest = excluded.digest",
                new { digest = policies.ToArray() }) > 0;
        },
        cancellationToken);
}
