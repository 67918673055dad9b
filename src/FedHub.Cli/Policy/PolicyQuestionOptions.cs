using System.CommandLine;
using FedHub.Cryptography.Match;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Cli.Policy;

/// <summary>The options that say who asks for what.</summary>
internal sealed class PolicyQuestionOptions
{
    private readonly Option<string> _origin = new("--origin") { Description = "The country that asks, such as UZB.", Required = true };

    private readonly Option<string> _agency = new("--agency") { Description = "The agency of its officer.", Required = true };

    private readonly Option<string> _purpose = new("--purpose") { Description = "What for.", Required = true };

    private readonly Option<string> _category = new("--category") { Description = "What kind of record is hit.", Required = true };

    private readonly Option<bool> _bulk = new("--bulk") { Description = "In a bulk screening, which policies admit only by bulk: true." };

    public PolicyQuestionOptions()
    {
        _purpose.AcceptOnlyFromAmong([.. Tokens.AllPurposes]);
        _category.AcceptOnlyFromAmong([.. RecordCategories.All.Select(RecordCategories.ToToken)]);
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_origin);
        command.Options.Add(_agency);
        command.Options.Add(_purpose);
        command.Options.Add(_category);
        command.Options.Add(_bulk);
    }

    public PolicyQuestion Read(ParseResult parsed)
    {
        if (!MemberId.TryParse(parsed.GetRequiredValue(_origin), out var origin))
        {
            throw CliFailureException.Usage("A member is three upper-case letters, such as KAZ");
        }

        return Tokens.TryParsePurpose(parsed.GetRequiredValue(_purpose), out var purpose) && RecordCategories.TryParse(parsed.GetRequiredValue(_category), out var category)
            ? new PolicyQuestion(origin, parsed.GetRequiredValue(_agency), purpose, category, parsed.GetValue(_bulk))
            : throw CliFailureException.Usage("There is no such purpose or category");
    }
}
