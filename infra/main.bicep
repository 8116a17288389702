// Everything Countersign runs on, in one resource group. The web app and the bot are public, since
// Bot Service and browsers call them; storage and keys are reached over private endpoints only.
targetScope = 'resourceGroup'

@description('Every resource begins with it: lower-case letters and digits, a letter first.')
@minLength(3)
@maxLength(12)
param name string

@description('What people read as the name of the bot.')
@maxLength(42)
param botDisplayName string = 'Countersign'

@description('Client id of the Entra application that tab users, agents and gateways get tokens for.')
param apiClientId string

@description('Entra tenant that the bot serves.')
param tenantId string = tenant().tenantId

@description('The web app must always be on and joined to a network: Basic or better.')
param planSku string = 'P0v3'

@description('How long a ledger checkpoint can be neither changed nor deleted.')
@minValue(365)
@maxValue(36500)
param checkpointRetentionDays int = 2557

@description('Mail domains that count as inside, separated by commas.')
param acceptedDomains string

@description('Entra groups of the roles, as role=<group object id> separated by commas. A role without one has nobody.')
param roleGroups string = 'none'

@description('Local time of the weekly digest.')
param digestAt string = '09:00'

@description('finance, policy or both (finance,policy): whoever approves an action on a financial system, or a change of the policy, must have signed in anew; none: only where a policy says so.')
param stepUp string = 'none'

@description('Id of the Entra authentication context that a fresh sign-in has to meet.')
param stepUpContext string = 'c1'

@description('How many different people of the board have to adopt a change of the policy.')
@minValue(2)
@maxValue(9)
param policyQuorum int = 2

@description('Categories of feedback beside the six, as a JSON list; none where there are none.')
param feedbackCategories string = 'none'

@description('How many scopes, sites and connectors an agent of a phase is expected to hold, as JSON; none where the shipped numbers count.')
param accumulationTemplates string = 'none'

@description('Mail domains outside by kind, as JSON: customer, vendor, regulator; none where none are listed.')
param recipientDomains string = 'none'

@description('When people are at work, such as mon-fri 08:00-18:00 Europe/Berlin; none where every hour is one.')
param businessHours string = 'none'

@description('Models that the agents of a business group may use, as JSON; none where no group is bounded.')
param modelsByGroup string = 'none'

@description('Folder on the host with policies of your own; none where there are none.')
param policyDir string = 'none'

@description('Whom receipts are for.')
param receiptAudience string = 'countersign-gateway'

@description('Gateways that are told of pauses: https addresses, separated by commas.')
param webhookUrls string = 'none'

@description('Other systems (a SIEM) that are told of alarms, by commas: https addresses')
param alarmWebhookUrls string = 'none'

@description('What those gateways know the calls by: at least 32 characters. Only when it is new.')
@secure()
param webhookSecret string = 'none'

@description('Platforms that report their agents by signed calls, by name, separated by commas.')
param inventorySenders string = 'none'

@description('What each of those signs with: name=whsec_..., separated by commas. Only when it is new.')
@secure()
param inventorySecrets string = 'none'

@description('Dataverse environments whose Copilot Studio agents can be imported: https addresses, separated by commas.')
param copilotStudioEnvironments string = 'none'

@description('Foundry projects whose agents can be imported: their endpoints, separated by commas.')
param foundryProjects string = 'none'

@description('The certificate in the vault that signs in to Graph as the Entra application, where the identity does not.')
param graphCertificate string = 'none'

@description('Whether answers record the PIM activation behind a role: on, or none.')
@allowed(['on', 'none'])
param pimEvidence string = 'none'

@description('Host name of your own that is bound to the web app.')
param publicHostName string = 'none'

@description('32 random bytes, base64, that authenticate the derived rows. Only when first deployed.')
@secure()
param rowMacKey string = 'none'

@description('32 random bytes, base64, that authenticate the cards. Only when first deployed.')
@secure()
param cardMacKey string = 'none'

param location string = resourceGroup().location

var suffix = uniqueString(resourceGroup().id, name)
var siteHostName = '${name}-${suffix}.azurewebsites.net'
var hostName = empty(given(publicHostName)) ? siteHostName : publicHostName

// The toolkit takes no empty value.
func given(value string) string => value == 'none' ? '' : value

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-identity'
  location: location
}

module network 'modules/network.bicep' = {
  name: 'network'
  params: { name: name, location: location }
}

module ledger 'modules/ledger.bicep' = {
  name: 'ledger'
  params: {
    accountName: '${name}l${take(suffix, 11)}'
    location: location
    principalId: identity.properties.principalId
  }
}

module checkpoints 'modules/checkpoints.bicep' = {
  name: 'checkpoints'
  params: {
    accountName: '${name}c${take(suffix, 11)}'
    location: location
    principalId: identity.properties.principalId
    retentionDays: checkpointRetentionDays
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    vaultName: '${name}${take(suffix, 11)}'
    location: location
    tenantId: tenantId
    principalId: identity.properties.principalId
    rowMacKey: given(rowMacKey)
    cardMacKey: given(cardMacKey)
    webhookSecret: given(webhookSecret)
    inventorySecrets: given(inventorySecrets)
  }
}

module monitor 'modules/monitor.bicep' = {
  name: 'monitor'
  params: { name: name, location: location }
}

module endpoints 'modules/endpoints.bicep' = {
  name: 'endpoints'
  params: {
    name: name
    location: location
    subnetId: network.outputs.endpointSubnetId
    networkId: network.outputs.networkId
    targets: [
      {
        service: 'table'
        resourceId: ledger.outputs.accountId
        zone: 'privatelink.table.${environment().suffixes.storage}'
      }
      {
        service: 'blob'
        resourceId: checkpoints.outputs.accountId
        zone: 'privatelink.blob.${environment().suffixes.storage}'
      }
      {
        service: 'vault'
        resourceId: vault.outputs.vaultId
        zone: 'privatelink.vaultcore.azure.net'
      }
    ]
  }
}

module web 'modules/web.bicep' = {
  name: 'web'
  params: {
    siteName: '${name}-${suffix}'
    location: location
    planSku: planSku
    identityId: identity.id
    subnetId: network.outputs.siteSubnetId
    workspaceId: monitor.outputs.workspaceId
    settings: {
      COUNTERSIGN_MODE: 'azure'
      PUBLIC_URL: 'https://${hostName}'
      AZURE_CLIENT_ID: identity.properties.clientId
      BOT_ID: identity.properties.clientId
      TENANT_ID: tenantId
      API_CLIENT_ID: apiClientId
      TAB_CLIENT_ID: apiClientId
      ACCEPTED_DOMAINS: acceptedDomains
      ROLE_GROUPS: given(roleGroups)
      RECEIPT_AUDIENCE: receiptAudience
      DIGEST_AT: digestAt
      RECIPIENT_DOMAINS: given(recipientDomains)
      BUSINESS_HOURS: given(businessHours)
      MODELS_BY_GROUP: given(modelsByGroup)
      POLICY_DIR: given(policyDir)
      STEP_UP: given(stepUp)
      STEP_UP_CONTEXT: stepUpContext
      POLICY_QUORUM: string(policyQuorum)
      FEEDBACK_CATEGORIES: given(feedbackCategories)
      ACCUMULATION_TEMPLATES: given(accumulationTemplates)
      WEBHOOK_URLS: given(webhookUrls)
      ALARM_WEBHOOK_URLS: given(alarmWebhookUrls)
      WEBHOOK_SECRET: empty('${given(webhookUrls)}${given(alarmWebhookUrls)}') ? '' : vault.outputs.webhookSecretReference
      INVENTORY_SENDERS: given(inventorySenders)
      INVENTORY_SECRETS: empty(given(inventorySenders)) ? '' : vault.outputs.inventorySecretsReference
      TABLES_ENDPOINT: ledger.outputs.tableEndpoint
      CHECKPOINTS_ENDPOINT: checkpoints.outputs.containerEndpoint
      KEY_VAULT_ENDPOINT: vault.outputs.endpoint
      COPILOT_STUDIO_ENVIRONMENTS: given(copilotStudioEnvironments)
      FOUNDRY_PROJECTS: given(foundryProjects)
      GRAPH_CERTIFICATE: given(graphCertificate)
      PIM_EVIDENCE: given(pimEvidence)
    }
  }
  dependsOn: [endpoints]
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    name: '${name}-${suffix}'
    displayName: botDisplayName
    endpoint: 'https://${hostName}/api/messages'
    tenantId: tenantId
    identityId: identity.id
    identityClientId: identity.properties.clientId
  }
}

// The toolkit keeps these in the file of the environment.
output BOT_ID string = identity.properties.clientId
output TAB_HOST string = hostName
output AZURE_APP_SERVICE_RESOURCE_ID string = web.outputs.siteId
output CHECKPOINTS_CONTAINER_ID string = checkpoints.outputs.containerId
