namespace FedHub.Cli.Tests.NodeAdmin.Sql;

/// <summary>As <see cref="PostgresFactAttribute"/>, for a test with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresServer.Missing;
}
