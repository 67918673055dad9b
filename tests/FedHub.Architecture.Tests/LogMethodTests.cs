using System.Reflection;
using Microsoft.Extensions.Logging;

namespace FedHub.Architecture.Tests;

/// <summary>No identifier can be logged by mistake: log methods take only types that cannot hold one.</summary>
public sealed class LogMethodTests
{
    // Numbers and times, and our own ids, which are pseudonyms, hashes or names of places in the protocol.
    private static readonly HashSet<string> _harmless = new(StringComparer.Ordinal)
    {
        "System.Boolean", "System.Byte", "System.Int16", "System.Int32", "System.Int64", "System.UInt16", "System.UInt32", "System.UInt64", "System.Double",
        "System.TimeSpan", "System.DateTimeOffset", "System.Guid", "System.Version", "System.Net.IPEndPoint",
        "FedHub.Cryptography.Digest", "FedHub.Cryptography.KeyId",
        "FedHub.Cryptography.Match.MemberId", "FedHub.Cryptography.Match.CollectionName", "FedHub.Cryptography.Match.EpochNumber",
        "FedHub.Cryptography.Match.QueryId", "FedHub.Cryptography.Match.SlotId",
        "Grpc.AspNetCore.Server.Internal.CallId", "Grpc.AspNetCore.Server.Internal.RpcName",
    };

    public static IReadOnlyList<MethodInfo> LogMethods { get; } =
    [
        .. Repository.SourceProjects.Keys
            .Select(name => Assembly.Load(name is "FedHub.Cli" ? "fedhub" : name))
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<LoggerMessageAttribute>() is not null),
    ];

    [Fact]
    public void LogMethods_ThereAreSome() => LogMethods.Count.ShouldBeGreaterThan(10);

    [Fact]
    public void LogMethods_Each_TakesHarmlessTypesOnly()
    {
        var suspicious = LogMethods
            .SelectMany(method => method.GetParameters().Where(parameter => !IsHarmless(parameter.ParameterType)).Select(parameter => $"{method.DeclaringType!.Name}.{method.Name}({parameter.ParameterType.FullName} {parameter.Name})"));

        suspicious.ShouldBeEmpty();
    }

    [Fact]
    public void LogMethods_EventIds_AreNeverUsedTwiceInAProject()
    {
        var repeated = LogMethods
            .GroupBy(method => (method.Module.Assembly.GetName().Name, method.GetCustomAttribute<LoggerMessageAttribute>()!.EventId))
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(method => method.Name))}");

        repeated.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(typeof(string), false)]
    [InlineData(typeof(byte[]), false)]
    [InlineData(typeof(object), false)]
    [InlineData(typeof(Matching.MatchSubject), false)]
    [InlineData(typeof(int), true)]
    [InlineData(typeof(DayOfWeek), true)]
    [InlineData(typeof(Cryptography.Match.MemberId), true)]
    [InlineData(typeof(int?), true)]
    public void IsHarmless_Type_IsDecidedByTheList(Type type, bool harmless) => IsHarmless(type).ShouldBe(harmless);

    private static bool IsHarmless(Type type)
    {
        var actual = Nullable.GetUnderlyingType(type) ?? type;
        return actual.IsEnum
            || _harmless.Contains(actual.FullName ?? "")
            || typeof(ILogger).IsAssignableFrom(actual)
            // The log gets the cause; our own exceptions hold safe text only.
            || typeof(Exception).IsAssignableFrom(actual);
    }
}
