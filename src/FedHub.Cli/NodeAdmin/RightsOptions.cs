using System.CommandLine;
using FedHub.Protocol;

namespace FedHub.Cli.NodeAdmin;

/// <summary>The options that name an officer's rights.</summary>
internal sealed class RightsOptions
{
    private readonly Option<string[]> _roles = new("--role")
    {
        Description = "What the officer may do.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [Tokens.Of(OfficerRole.Investigator)],
    };

    private readonly Option<string[]> _purposes = new("--purpose")
    {
        Description = "What the officer may search for; an investigator needs one.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    public RightsOptions()
    {
        _purposes.AcceptOnlyFromAmong([.. Tokens.AllPurposes]);
        _roles.AcceptOnlyFromAmong([.. Enum.GetValues<OfficerRole>().Where(role => role != OfficerRole.SelfTest).Select(Tokens.Of)]);
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_roles);
        command.Options.Add(_purposes);
    }

    public IEnumerable<string> Roles(ParseResult parsed) => parsed.GetRequiredValue(_roles);

    public IEnumerable<string> Purposes(ParseResult parsed) => parsed.GetRequiredValue(_purposes);
}
