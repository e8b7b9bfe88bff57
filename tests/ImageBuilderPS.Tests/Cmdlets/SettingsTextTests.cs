using ImageBuilderPS.Client;

namespace ImageBuilderPS.Tests.Cmdlets;

public class SettingsTextTests
{
    [Fact]
    public void A_local_services_options_as_text_name_no_secret()
    {
        Assert.DoesNotContain("very-secret", new LocalServiceOptions { AccessKey = "AKIA", SecretKey = "very-secret" }.ToString());
    }

    [Fact]
    public void Connection_settings_as_text_name_no_secret()
    {
        var settings = new ConnectionSettings
        {
            EndpointUrl = new("http://someone:very-secret@localhost:4577"),
            AccessKey = "AKIA",
            SecretKey = "very-secret",
            SessionToken = "very-secret",
        };

        Assert.Equal("localhost:4577, AKIA", settings.ToString());
    }
}
