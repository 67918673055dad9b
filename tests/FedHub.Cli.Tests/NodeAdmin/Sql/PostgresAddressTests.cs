using System.Text;
using FedHub.Cli.NodeAdmin.Import.Sql;
using Npgsql;

namespace FedHub.Cli.Tests.NodeAdmin.Sql;

public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("postgres://reader@db.example/register", "db.example", 5432, "register", "reader", SslMode.VerifyFull)]
    [InlineData("postgresql://reader@db.example:6432/register?sslrootcert=/etc/ca.pem", "db.example", 6432, "register", "reader", SslMode.VerifyFull)]
    [InlineData("postgres://re%40der@[2001:db8::1]/re%20gister?sslmode=verify-full", "2001:db8::1", 5432, "re gister", "re@der", SslMode.VerifyFull)]
    [InlineData("postgres://reader@127.0.0.1/register", "127.0.0.1", 5432, "register", "reader", SslMode.Prefer)]
    [InlineData("postgres://reader@localhost/register?sslmode=disable", "localhost", 5432, "register", "reader", SslMode.Disable)]
    [InlineData("postgres://reader@[::1]/register?sslrootcert=/etc/ca.pem", "::1", 5432, "register", "reader", SslMode.VerifyFull)]
    [InlineData("postgres:///register?host=/var/run/postgresql&user=reader", "/var/run/postgresql", 5432, "register", "reader", SslMode.Disable)]
    public void Parse_GoodAddress_IsReadAndAsksForTlsUnlessItIsThisMachine(string text, string host, int port, string database, string user, SslMode tls)
    {
        var address = PostgresAddress.Parse(text);

        (address.Host, address.Port, address.Database, address.User).ShouldBe((host, port, database, user));
        var connection = address.ToConnection("secret");
        (connection.Host, connection.SslMode, connection.Password).ShouldBe((host, tls, "secret"));
        address.ToString().ShouldNotContain(user);
    }

    [Theory]
    [InlineData("postgres://reader:pw@db.example/register", "it holds a password, which everybody on this machine could read: put it into a file and give --password-file")]
    [InlineData("postgres://reader@db.example/register?password=pw", "it holds a password, which everybody on this machine could read: put it into a file and give --password-file")]
    [InlineData("postgres://reader@db.example/register?sslmode=disable", "TLS is needed to a database on another machine")]
    [InlineData("postgres://reader@db.example/register?sslmode=require", "sslmode is verify-full, or disable for a database on this machine")]
    [InlineData("postgres://reader@db.example/register?options=-c%20x", "a parameter is unknown; known are host, user, sslmode, sslrootcert, sslcert, sslkey")]
    [InlineData("postgres://reader@db.example/register?user=a&user=b", "the parameter user has no value, or stands twice")]
    [InlineData("postgres://db.example/register", "no user is named")]
    [InlineData("postgres://reader@db.example/", "no database is named")]
    [InlineData("postgres://reader@db.example/register?host=/run", "the parameter host is for the folder of a Unix socket, such as /var/run/postgresql, and then no other host is named")]
    [InlineData("postgres:///register?host=db.example&user=a", "the parameter host is for the folder of a Unix socket, such as /var/run/postgresql, and then no other host is named")]
    [InlineData("postgres://reader@db.example/register?sslkey=/k", "sslcert and sslkey go together")]
    [InlineData("mysql://reader@db.example/register", "it is not of the form postgres://...")]
    [InlineData("/var/lib/register", "it is not of the form postgres://...")]
    public void Parse_BadAddress_SaysWhyWithoutRepeatingIt(string text, string problem)
    {
        PostgresAddress.TryParse(text, out _, out var said).ShouldBeFalse();

        said.ShouldBe(problem);
        Should.Throw<CliFailureException>(() => PostgresAddress.Parse(text)).ExitCode.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void TryParse_AnyMutatedAddress_IsReadOrRefusedAndNeverOpensAnotherMachineWithoutTls()
    {
        var seed = Encoding.ASCII.GetBytes("postgres://reader@db.example:5432/register?sslmode=disable&sslrootcert=/etc/ca.pem&host=/run");
        for (var i = 0; i < 20_000; i++)
        {
            var mutated = (byte[])seed.Clone();
            for (var j = 0; j < 1 + (i % 5); j++)
            {
                mutated[((i * 31) + (j * 17 * (i + 1))) % mutated.Length] = (byte)(32 + (((i * 7) + (j * 101)) % 96));
            }

            var text = Encoding.ASCII.GetString(mutated)[..(mutated.Length - (i % 60))];
            if (PostgresAddress.TryParse(text, out var address, out var problem))
            {
                var connection = address.ToConnection(null);
                (address.IsLocal || connection.SslMode == SslMode.VerifyFull).ShouldBeTrue();
            }
            else
            {
                problem.ShouldNotBeNullOrEmpty();
            }
        }
    }
}
