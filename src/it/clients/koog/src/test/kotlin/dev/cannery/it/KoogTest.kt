package dev.cannery.it

import ai.koog.agents.core.tools.ToolDescriptor
import ai.koog.agents.core.tools.ToolParameterDescriptor
import ai.koog.agents.core.tools.ToolParameterType
import ai.koog.http.client.ktor.KtorKoogHttpClient
import ai.koog.prompt.Prompt
import ai.koog.prompt.dsl.prompt
import ai.koog.prompt.executor.clients.openai.OpenAIClientSettings
import ai.koog.prompt.executor.clients.openai.OpenAILLMClient
import ai.koog.prompt.executor.clients.openai.OpenAIModels
import ai.koog.prompt.message.MessagePart
import ai.koog.prompt.params.LLMParams
import ai.koog.prompt.streaming.StreamFrame
import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.double
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

class KoogTest : AssistantTest() {
    // This client adds the version to the path itself.
    override fun connect(baseUrl: String): Assistant = KoogAssistant(
        OpenAILLMClient("any", OpenAIClientSettings(baseUrl = baseUrl.removeSuffix("/v1")), KtorKoogHttpClient.Factory())
    )

    override fun retries() = false

    // At times it takes a reset for the end of the stream.
    override fun noticesBrokenStreams() = false
}

private class KoogAssistant(private val client: OpenAILLMClient) : Assistant {
    private val model = OpenAIModels.Chat.GPT4oMini
    private val weather = ToolDescriptor(
        name = "get_weather",
        description = "The weather of a city",
        requiredParameters = listOf(ToolParameterDescriptor("city", "The city", ToolParameterType.String)),
    )

    override fun whole(prompt: String, temperature: Double): String = runBlocking {
        client.execute(request(prompt, LLMParams(temperature = temperature)), model, emptyList()).textContent()
    }

    override fun streamed(prompt: String, temperature: Double): String = runBlocking {
        client.executeStreaming(request(prompt, LLMParams(temperature = temperature)), model, emptyList())
            .filterIsInstance<StreamFrame.TextDelta>()
            .toList()
            .joinToString("") { it.text }
    }

    override fun withTheWeatherTool(prompt: String): String = runBlocking {
        val asked = request(prompt)
        val answer = client.execute(asked, model, listOf(weather))
        val conversation = prompt(asked) {
            message(answer)
            answer.parts.filterIsInstance<MessagePart.Tool.Call>().forEach { call ->
                toolResult(call.tool, Assistant.WEATHER, requireNotNull(call.id))
            }
        }
        client.execute(conversation, model, listOf(weather)).textContent()
    }

    override fun invoice(prompt: String): Assistant.Invoice = runBlocking {
        val schema = """
            {"type": "object", "additionalProperties": false, "required": ["number", "total"],
             "properties": {"number": {"type": "string"}, "total": {"type": "number"}}}
        """
        val form = LLMParams.Schema.JSON.Standard("invoice", Json.parseToJsonElement(schema).jsonObject)
        val answer = client.execute(request(prompt, LLMParams(schema = form)), model, emptyList())
        val json = Json.parseToJsonElement(answer.textContent()).jsonObject
        Assistant.Invoice(json.getValue("number").jsonPrimitive.content, json.getValue("total").jsonPrimitive.double)
    }

    override fun close() = client.close()

    private fun request(text: String, params: LLMParams = LLMParams()): Prompt =
        prompt("assistant", params) { user(text) }
}
