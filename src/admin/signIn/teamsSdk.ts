// Loaded only where a host may be around us, and only as much of the SDK as is named here.
export { app, authentication } from '@microsoft/teams-js';
