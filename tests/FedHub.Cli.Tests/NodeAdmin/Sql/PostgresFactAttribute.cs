namespace FedHub.Cli.Tests.NodeAdmin.Sql;

/// <summary>A test that needs PostgreSQL; where there is none it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}
